package dev.kakusan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.it.CommandLineProcess.Finished;

/** How a refusal looks, whatever is refused. */
final class Refusals {

  private Refusals() {}

  /** Exit code 2, nothing on standard output, exactly one line on standard error with the words. */
  static void assertRefused(Finished finished, String... words) {
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(2);
    assertThat(finished.out()).as("%s", finished).isEmpty();
    assertThat(finished.errLines()).as("%s", finished).hasSize(1);
    assertThat(finished.err()).startsWith("kakusan: ").endsWith(System.lineSeparator());
    assertThat(finished.err()).as("%s", finished).contains(words).doesNotContain("Exception");
  }

  /** Exit code 1; the last line on standard error has the words, and no line is a stack's. */
  static void assertFailed(Finished finished, String... words) {
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(1);
    assertThat(finished.out()).as("%s", finished).isEmpty();
    assertThat(finished.err()).as("%s", finished).doesNotContain("\tat ").doesNotContain("Caused");
    assertThat(finished.errLines().stream().filter(line -> line.startsWith("kakusan: ")))
        .as("%s", finished)
        .hasSize(1);
    assertThat(finished.errLines().get(finished.errLines().size() - 1)).contains(words);
  }
}
