package dev.kakusan.compute;

/** Gives the arrays of a network by name. */
@FunctionalInterface
public interface WeightSource {

  /**
   * The array of that name.
   *
   * @throws dev.kakusan.InvalidInput where there is none, naming it and the place
   */
  NamedArray get(String name);
}
