package dev.kakusan.verify;

/**
 * Something that the derivation says, and the check that holds the program to it.
 *
 * @param id short and unique, as a user writes it after {@code --claim}: {@code S2}
 * @param sentence what is claimed
 * @param source where it is derived: a statement of the theory, a paper's equation
 * @param check measures it
 */
public record Claim(String id, String sentence, String source, Check check) {

  /** Measures one claim; whatever it throws is a failure of the claim. */
  @FunctionalInterface
  public interface Check {
    Finding on(Subject subject);
  }
}
