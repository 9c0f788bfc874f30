package dev.kakusan.study;

import java.util.Collection;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A figure over the seeds of an objective.
 *
 * @param mean of the runs
 * @param std of the runs, not of their mean; NaN for one seed
 * @param seeds how many runs
 */
public record OverSeeds(double mean, double std, int seeds) {

  static OverSeeds of(Collection<MeasuredRun> runs, ToDoubleFunction<Figures> figure) {
    return of(runs.stream().mapToDouble(run -> figure.applyAsDouble(run.figures())).toArray());
  }

  /** Of one value for each seed. */
  public static OverSeeds of(double... values) {
    SummaryStatistics seen = new SummaryStatistics();
    for (double value : values) {
      seen.addValue(value);
    }
    double std = values.length < 2 ? Double.NaN : seen.getStandardDeviation();
    return new OverSeeds(seen.getMean(), std, values.length);
  }

  /** As in {@code 2.913 ± 0.021}; the mean alone where there is one seed. */
  public String fixed(int digits) {
    String format = "%." + digits + "f";
    String text = String.format(Locale.ROOT, format, mean);
    return seeds < 2 ? text : text + " ± " + String.format(Locale.ROOT, format, std);
  }

  /** To three digits whatever the magnitude, as in {@code 1.94e+04 ± 8.1e+02}. */
  public String scientific() {
    String text = String.format(Locale.ROOT, "%.2e", mean);
    return seeds < 2 ? text : text + " ± " + String.format(Locale.ROOT, "%.1e", std);
  }
}
