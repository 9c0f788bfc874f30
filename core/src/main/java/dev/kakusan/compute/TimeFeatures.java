package dev.kakusan.compute;

/**
 * The sinusoids by which a network is told the time (Vaswani et al. 2017, in the order of diffusers
 * with {@code flip_sin_to_cos} and {@code freq_shift} 0): for the time τ = t − 1 and half =
 * width/2, f_k = exp(−ln(10000) · k / half), the features are [cos(τ f_0..), sin(τ f_0..)].
 */
public final class TimeFeatures {

  private TimeFeatures() {}

  /** Features of each time t in 1..T, row-major [t.length, width]. */
  public static double[] of(int[] t, int width) {
    int half = width / 2;
    double[] features = new double[t.length * width];
    for (int i = 0; i < t.length; i++) {
      for (int k = 0; k < half; k++) {
        double angle = (t[i] - 1) * Math.exp(-Math.log(10_000) * k / half);
        features[i * width + k] = Math.cos(angle);
        features[i * width + half + k] = Math.sin(angle);
      }
    }
    return features;
  }
}
