package dev.kakusan.cli.picture;

import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;

/**
 * A number of examples in the units of the data: integers 0..levels−1, or real numbers where levels
 * is 0.
 *
 * @param example the shape of one: [C, H, W] for an image, [D] for a point
 * @param levels how many integers a value may be, at least 2; or 0 for continuous data
 * @param values row-major, one example after the other; at least one example; not copied
 */
public record Samples(Shape example, int levels, double[] values) {

  public Samples {
    if (values.length == 0 || values.length % example.size() != 0) {
      throw new IllegalArgumentException(
          values.length + " values are no whole number of examples of shape " + example);
    }
    if (levels < 0 || levels == 1) {
      throw new IllegalArgumentException("levels must be 0 or at least 2, got " + levels);
    }
  }

  /** The first {@code count} examples of a data set, or all where it has fewer. */
  public static Samples firstOf(Dataset data, int count) {
    Shape example = data.descriptor().shape();
    int n = Math.min(count, data.size());
    double[] values = new double[Math.multiplyExact(n, example.size())];
    for (int i = 0; i < n; i++) {
      data.copy(i, values, i * example.size());
    }
    return new Samples(example, data.descriptor().levels(), values);
  }

  public int count() {
    return values.length / example.size();
  }

  /** One value: {@code element} counts row-major within an example. */
  public double value(int sample, int element) {
    return values[sample * example.size() + element];
  }

  /** True for points in the plane, which are drawn as a scatter plot. */
  public boolean areInPlane() {
    return example.rank() == 1 && example.dim(0) == 2;
  }

  /** True for grey and RGB images. */
  public boolean areImages() {
    return example.rank() == 3 && (example.dim(0) == 1 || example.dim(0) == 3);
  }

  /**
   * A value as a tone 0..255, rounded to the nearest and clamped. Continuous images are taken to
   * lie in [−1, 1], as the model sees them.
   */
  int tone(double value) {
    double share = levels == 0 ? (value + 1) / 2 : value / (levels - 1);
    return (int) Math.max(0, Math.min(255, Math.rint(255 * share)));
  }
}
