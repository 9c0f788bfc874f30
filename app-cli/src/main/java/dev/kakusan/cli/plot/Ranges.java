package dev.kakusan.cli.plot;

import java.util.List;
import java.util.function.Function;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;

/**
 * What the axes of a plot show: all values of all curves, and a little around them. A linear axis
 * shows the bands too; a logarithmic one cuts them, as they may reach down to 0.
 */
record Ranges(Range x, Range y) {

  /** From low to high, low below high, both above 0 where logarithmic. */
  record Range(double low, double high, boolean logarithmic) {

    boolean shows(double value) {
      return Double.isFinite(value) && !(logarithmic && value <= 0);
    }

    /** The nearest value that the axis shows. */
    double inside(double value) {
      return Math.max(low, Math.min(high, value));
    }
  }

  /** Room around the curves, as a share of their extent. */
  private static final double MARGIN = 0.04;

  /** A logarithmic axis goes no further than this below its largest value. */
  private static final double DEEPEST = 1e-9;

  static Ranges of(Plot plot) {
    List<Function<Curve, double[]>> bands =
        plot.y().logarithmic() ? List.of(Curve::y) : List.of(Curve::y, Curve::low, Curve::high);
    return new Ranges(range(plot, plot.x(), List.of(Curve::x)), range(plot, plot.y(), bands));
  }

  private static Range range(Plot plot, Axis axis, List<Function<Curve, double[]>> values) {
    if (!axis.names().isEmpty()) {
      return new Range(-0.5, axis.names().size() - 0.5, false);
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Curve curve : plot.curves()) {
      for (Function<Curve, double[]> some : values) {
        for (double value : some.apply(curve)) {
          if (Double.isFinite(value) && !(axis.logarithmic() && value <= 0)) {
            low = Math.min(low, value);
            high = Math.max(high, value);
          }
        }
      }
    }
    if (low > high) {
      return axis.logarithmic() ? new Range(0.1, 10, true) : new Range(0, 1, false);
    }
    return axis.logarithmic() ? ratio(low, high) : distance(low, high);
  }

  private static Range distance(double low, double high) {
    double margin = high > low ? MARGIN * (high - low) : Math.max(1, Math.abs(high)) / 2;
    return new Range(low - margin, high + margin, false);
  }

  private static Range ratio(double low, double high) {
    double least = Math.max(low, high * DEEPEST);
    double factor = Math.max(1.15, Math.pow(high / least, MARGIN));
    return new Range(least / factor, high * factor, true);
  }

  static NumberAxis namedAxis(Axis axis, Range range) {
    SymbolAxis made = new SymbolAxis(null, axis.names().toArray(String[]::new));
    made.setGridBandsVisible(false);
    made.setRange(range.low(), range.high());
    return made;
  }

  static NumberAxis linearAxis(Range range) {
    NumberAxis axis = new NumberAxis();
    axis.setAutoRangeIncludesZero(false);
    axis.setRange(range.low(), range.high());
    return axis;
  }
}
