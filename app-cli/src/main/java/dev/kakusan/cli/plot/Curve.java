package dev.kakusan.cli.plot;

import java.util.Arrays;

/**
 * Values along x, each with the band it lies in. A value that is not finite leaves a gap; a band
 * that is not finite is no wider than its value.
 *
 * @param name for the legend
 * @param style how it is drawn
 * @param x in rising order
 * @param y as many as x
 * @param low the band's lower end, as many as x
 * @param high the band's upper end, as many as x
 */
public record Curve(String name, Style style, double[] x, double[] y, double[] low, double[] high) {

  /** How the values are joined. */
  public enum Style {
    /** A line through the values, on a translucent band. */
    LINE,
    /** A disc at each value, with a bar as long as the band. */
    DISCS,
    /** A diamond at each value, with a bar as long as the band. */
    DIAMONDS
  }

  public Curve {
    if (y.length != x.length || low.length != x.length || high.length != x.length) {
      throw new IllegalArgumentException(
          "curve '%s' has %d x, %d y, %d low and %d high; they must be as many"
              .formatted(name, x.length, y.length, low.length, high.length));
    }
  }

  /** A line without a band. */
  public static Curve line(String name, double[] x, double[] y) {
    return new Curve(name, Style.LINE, x, y, y, y);
  }

  /**
   * The band from y − margin to y + margin.
   *
   * @param margin as many as x; twice a standard error, say
   */
  public static Curve around(String name, Style style, double[] x, double[] y, double[] margin) {
    double[] low = new double[y.length];
    double[] high = new double[y.length];
    Arrays.setAll(low, i -> y[i] - margin[i]);
    Arrays.setAll(high, i -> y[i] + margin[i]);
    return new Curve(name, style, x, y, low, high);
  }
}
