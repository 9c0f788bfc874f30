package dev.kakusan.objective;

import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean and its standard error.
 *
 * @param standardError NaN where fewer than two values were seen
 */
public record Estimate(double mean, double standardError) {

  /** The mean of independent values: its standard error is their deviation over √n. */
  static Estimate ofMean(double... values) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double value : values) {
      statistics.addValue(value);
    }
    return ofMean(statistics);
  }

  /** The same of values already collected. */
  static Estimate ofMean(SummaryStatistics values) {
    double n = values.getN();
    double error = n < 2 ? Double.NaN : values.getStandardDeviation() / Math.sqrt(n);
    return new Estimate(values.getMean(), error);
  }

  /** Both in another unit. */
  public Estimate times(double factor) {
    return new Estimate(mean * factor, standardError * Math.abs(factor));
  }
}
