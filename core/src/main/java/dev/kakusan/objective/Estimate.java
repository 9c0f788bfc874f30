package dev.kakusan.objective;

/**
 * A mean and its standard error.
 *
 * @param standardError NaN where fewer than two values were seen
 */
public record Estimate(double mean, double standardError) {

  /** Both in another unit. */
  public Estimate times(double factor) {
    return new Estimate(mean * factor, standardError * Math.abs(factor));
  }
}
