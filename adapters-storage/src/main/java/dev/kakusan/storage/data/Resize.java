package dev.kakusan.storage.data;

import dev.kakusan.compute.Shape;

/**
 * Brings images to another height and width, each axis by itself: the mean over the area that falls
 * on a new pixel where it shrinks, Catmull–Rom interpolation (bicubic, a = −1/2; Keys 1981, the rim
 * repeated) where it grows. Images with levels are rounded and clamped into them. Proportions are
 * not kept: any image fills the new square.
 */
final class Resize {

  private final Shape from;
  private final Shape to;
  private final int levels;
  private final Axis rows;
  private final Axis columns;
  private final double[] half;

  private Resize(Shape from, Shape to, int levels) {
    this.from = from;
    this.to = to;
    this.levels = levels;
    this.rows = Axis.of(from.dim(1), to.dim(1));
    this.columns = Axis.of(from.dim(2), to.dim(2));
    this.half = new double[from.dim(1) * to.dim(2)];
  }

  /**
   * @param from [C, H, W]
   * @param size the new height and width, or 0 for the old
   * @param levels of the values, or 0 where they are continuous
   */
  static Resize of(Shape from, int size, int levels) {
    return new Resize(from, size == 0 ? from : Shape.of(from.dim(0), size, size), levels);
  }

  Shape shape() {
    return to;
  }

  /** Writes the image {@code source}, of the old shape, into {@code target[at…]} in the new. */
  void apply(double[] source, float[] target, int at) {
    if (from.equals(to)) {
      for (int i = 0; i < source.length; i++) {
        target[at + i] = (float) source[i];
      }
      return;
    }
    int height = from.dim(1);
    int width = from.dim(2);
    int newHeight = to.dim(1);
    int newWidth = to.dim(2);
    for (int c = 0; c < from.dim(0); c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < newWidth; x++) {
          half[y * newWidth + x] = columns.sum(x, source, (c * height + y) * width, 1);
        }
      }
      for (int y = 0; y < newHeight; y++) {
        for (int x = 0; x < newWidth; x++) {
          target[at + (c * newHeight + y) * newWidth + x] =
              (float) level(rows.sum(y, half, x, newWidth));
        }
      }
    }
  }

  private double level(double value) {
    return levels == 0 ? value : Math.max(0, Math.min(levels - 1, Math.rint(value)));
  }

  /** For each new pixel of an axis, the old ones it takes from, first[k] onwards, and how much. */
  private record Axis(int[] first, double[][] weights) {

    static Axis of(int from, int to) {
      int[] first = new int[to];
      double[][] weights = new double[to][];
      for (int k = 0; k < to; k++) {
        if (to <= from) {
          mean(k, from, to, first, weights);
        } else {
          interpolated(k, from, to, first, weights);
        }
      }
      return new Axis(first, weights);
    }

    /** Old pixel i covers [i, i + 1); new pixel k covers [k, k + 1)·from/to. */
    private static void mean(int k, int from, int to, int[] first, double[][] weights) {
      double low = (double) k * from / to;
      double high = (double) (k + 1) * from / to;
      first[k] = (int) low;
      int last = Math.min(from, (int) Math.ceil(high));
      weights[k] = new double[last - first[k]];
      for (int i = first[k]; i < last; i++) {
        weights[k][i - first[k]] = (Math.min(high, i + 1) - Math.max(low, i)) / (high - low);
      }
    }

    private static void interpolated(int k, int from, int to, int[] first, double[][] weights) {
      double centre = (k + 0.5) * from / to - 0.5;
      int before = (int) Math.floor(centre);
      double t = centre - before;
      double[] cubic = {
        0.5 * t * (t * (2 - t) - 1),
        0.5 * (t * t * (3 * t - 5) + 2),
        0.5 * t * (t * (4 - 3 * t) + 1),
        0.5 * t * t * (t - 1)
      };
      first[k] = Math.max(0, before - 1);
      int last = Math.min(from - 1, before + 2);
      weights[k] = new double[last - first[k] + 1];
      for (int j = 0; j < 4; j++) {
        int i = Math.max(0, Math.min(from - 1, before - 1 + j));
        weights[k][i - first[k]] += cubic[j];
      }
    }

    double sum(int k, double[] values, int start, int stride) {
      double sum = 0;
      for (int j = 0; j < weights[k].length; j++) {
        sum += weights[k][j] * values[start + (first[k] + j) * stride];
      }
      return sum;
    }
  }
}
