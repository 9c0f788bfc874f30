package dev.kakusan.cli.picture;

/**
 * The square of the plane that a scatter plot shows; both axes have one scale.
 *
 * @param centreX of the square
 * @param centreY of the square
 * @param half half its side, above 0
 */
record PlotLimits(double centreX, double centreY, double half) {

  /** Room left around the points, as a share of their extent. */
  private static final double MARGIN = 0.08;

  /** Around all points of all these samples that are finite. */
  static PlotLimits around(Iterable<Samples> all) {
    double left = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Samples samples : all) {
      for (int i = 0; i < samples.count(); i++) {
        double x = samples.value(i, 0);
        double y = samples.value(i, 1);
        if (Double.isFinite(x) && Double.isFinite(y)) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          low = Math.min(low, y);
          high = Math.max(high, y);
        }
      }
    }
    if (left > right) {
      return new PlotLimits(0, 0, 1);
    }
    double half = Math.max(right - left, high - low) / 2 * (1 + 2 * MARGIN);
    return new PlotLimits((left + right) / 2, (low + high) / 2, half > 0 ? half : 1);
  }

  /** Where x lies across a panel of {@code side} pixels. */
  double across(double x, int side) {
    return ((x - centreX) / half + 1) / 2 * side;
  }

  /** Where y lies below the upper edge of a panel of {@code side} pixels. */
  double down(double y, int side) {
    return (1 - (y - centreY) / half) / 2 * side;
  }
}
