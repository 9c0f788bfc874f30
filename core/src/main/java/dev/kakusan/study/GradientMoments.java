package dev.kakusan.study;

/**
 * Mean and variance of a gradient over repeated draws, coordinate by coordinate (Welford's
 * recursion, so that nothing is lost where the mean is large beside the spread).
 */
public final class GradientMoments {

  private int draws;
  private double[][] mean = {};
  private double[][] squares = {};

  /** One more draw: by parameter, of the same shape each time. */
  public void add(double[][] gradient) {
    if (draws == 0) {
      mean = new double[gradient.length][];
      squares = new double[gradient.length][];
      for (int p = 0; p < gradient.length; p++) {
        mean[p] = new double[gradient[p].length];
        squares[p] = new double[gradient[p].length];
      }
    }
    draws++;
    for (int p = 0; p < gradient.length; p++) {
      for (int j = 0; j < gradient[p].length; j++) {
        double off = gradient[p][j] - mean[p][j];
        mean[p][j] += off / draws;
        squares[p][j] += off * (gradient[p][j] - mean[p][j]);
      }
    }
  }

  public int draws() {
    return draws;
  }

  /**
   * Σ_j Var(g_j), the trace of the covariance, unbiased: divided by one draw less than there are.
   */
  public double variance() {
    if (draws < 2) {
      throw new IllegalStateException("a variance needs at least 2 draws, got " + draws);
    }
    return sum(squares, false) / (draws - 1);
  }

  /**
   * ‖E g‖², unbiased: the mean's squared norm holds variance/draws of noise, which is taken off.
   */
  public double squaredMean() {
    return sum(mean, true) - variance() / draws;
  }

  private static double sum(double[][] values, boolean squared) {
    double sum = 0;
    for (double[] parameter : values) {
      for (double value : parameter) {
        sum += squared ? value * value : value;
      }
    }
    return sum;
  }
}
