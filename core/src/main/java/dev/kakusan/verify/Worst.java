package dev.kakusan.verify;

/**
 * Of many comparisons, the one that uses most of what it was allowed. Its error becomes the figure,
 * its allowance the bound.
 */
final class Worst {

  private double ratio = -1;
  private double error = Double.NaN;
  private double allowance = Double.NaN;
  private String place = "nowhere";
  private long comparisons;

  /**
   * One comparison.
   *
   * @param allowed how far {@code actual} may be from {@code expected}, above 0
   */
  void see(double actual, double expected, double allowed, String where) {
    comparisons++;
    double off = actual == expected ? 0 : Math.abs(actual - expected);
    double used = off / allowed;
    if (!(used <= ratio) && !Double.isNaN(ratio)) {
      ratio = used;
      error = off;
      allowance = allowed;
      place = where;
    }
  }

  /** The figure and its bound; no comparison at all is a failure. */
  Finding finding() {
    return Finding.atMost(
        allowance, error, String.format("largest of %,d errors, at %s", comparisons, place));
  }
}
