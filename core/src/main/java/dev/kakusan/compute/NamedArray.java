package dev.kakusan.compute;

/**
 * A named array on the host. {@code values} are row-major; under {@link Precision#FLOAT32} each is
 * a float exactly, so writing four bytes loses nothing.
 */
public record NamedArray(String name, Shape shape, Precision precision, double[] values) {

  public NamedArray {
    if (values.length != shape.size()) {
      throw new IllegalArgumentException(
          name + ": shape " + shape + " wants " + shape.size() + " values, got " + values.length);
    }
  }
}
