package dev.kakusan.verify;

/**
 * What a check measured, and between which bounds it must lie.
 *
 * @param measured the figure; NaN meets no bound
 * @param least the lower bound, −∞ where there is none
 * @param most the upper bound, +∞ where there is none
 * @param words what the figure is and where it was met
 */
public record Finding(double measured, double least, double most, String words) {

  public static Finding atMost(double bound, double measured, String words) {
    return new Finding(measured, Double.NEGATIVE_INFINITY, bound, words);
  }

  public static Finding atLeast(double bound, double measured, String words) {
    return new Finding(measured, bound, Double.POSITIVE_INFINITY, words);
  }

  public static Finding between(double least, double most, double measured, String words) {
    return new Finding(measured, least, most, words);
  }

  public boolean holds() {
    return measured >= least && measured <= most;
  }
}
