package dev.kakusan.data;

/**
 * Between the integers 0..levels−1 and [−1, 1]: x = 2k/(levels − 1) − 1. Continuous data pass
 * through unchanged.
 *
 * @param levels at least 2, or 0 for continuous data
 */
public record PixelScaling(int levels) {

  public double toModel(double value) {
    return levels == 0 ? value : 2 * value / (levels - 1) - 1;
  }

  /** The nearest value of the data, clamped into the levels. */
  public double toData(double x) {
    return levels == 0
        ? x
        : Math.max(0, Math.min(levels - 1, Math.rint((x + 1) * (levels - 1) / 2)));
  }

  /** The width of one level's bin in [−1, 1]. */
  public double binWidth() {
    return 2.0 / (levels - 1);
  }
}
