package dev.kakusan.compute;

import java.util.Arrays;

/** The extents of a tensor, outermost first; the empty shape is a scalar's. */
public final class Shape {

  private final int[] dims;

  private Shape(int[] dims) {
    this.dims = dims;
  }

  /** A shape of these extents, each at least 1. */
  public static Shape of(int... dims) {
    for (int d : dims) {
      if (d < 1) {
        throw new IllegalArgumentException(
            "an extent must be at least 1, got " + d + " in " + Arrays.toString(dims));
      }
    }
    return new Shape(dims.clone());
  }

  public int rank() {
    return dims.length;
  }

  /** The extent at {@code axis}, 0-based. */
  public int dim(int axis) {
    return dims[axis];
  }

  public int[] dims() {
    return dims.clone();
  }

  /** The number of elements. */
  public int size() {
    int size = 1;
    for (int d : dims) {
      size = Math.multiplyExact(size, d);
    }
    return size;
  }

  /** This shape behind one more, outermost, extent: an example's shape becomes a batch's. */
  public Shape batchOf(int examples) {
    int[] batch = new int[dims.length + 1];
    batch[0] = examples;
    System.arraycopy(dims, 0, batch, 1, dims.length);
    return of(batch);
  }

  /** This shape without its outermost extent: a batch's becomes an example's. */
  public Shape example() {
    return new Shape(Arrays.copyOfRange(dims, 1, dims.length));
  }

  /** [B, 1, …, 1]: one number for each example of a batch of this shape. */
  public Shape perExample() {
    int[] ones = new int[dims.length];
    Arrays.fill(ones, 1);
    ones[0] = dims[0];
    return new Shape(ones);
  }

  /** True where {@code other} is this shape or one number for each example of it. */
  public boolean takes(Shape other) {
    return equals(other) || (rank() > 0 && other.equals(perExample()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** As in {@code [64, 1, 28, 28]}. */
  @Override
  public String toString() {
    return Arrays.toString(dims);
  }
}
