package dev.kakusan.verify;

import dev.kakusan.schedule.NoiseSchedule;

/**
 * The process composed one step after the other from β alone, by none of {@link NoiseSchedule}'s
 * closed formulas: what these are held against. Only sums and products of positive numbers, so each
 * value is good to about 2t roundings.
 */
final class ByHand {

  private final double[] beta;
  private final double[] signal;
  private final double[] noise;

  ByHand(NoiseSchedule schedule) {
    int steps = schedule.steps();
    beta = new double[steps + 1];
    signal = new double[steps + 1];
    noise = new double[steps + 1];
    signal[0] = 1;
    for (int t = 1; t <= steps; t++) {
      beta[t] = schedule.beta(t);
      // x_t = √α_t x_{t−1} + √β_t z: the mean shrinks, the variance shrinks and grows by β_t.
      signal[t] = Math.sqrt(1 - beta[t]) * signal[t - 1];
      noise[t] = (1 - beta[t]) * noise[t - 1] + beta[t];
    }
  }

  int steps() {
    return beta.length - 1;
  }

  double beta(int t) {
    return beta[t];
  }

  /** The factor of x_0 in x_t. */
  double signal(int t) {
    return signal[t];
  }

  /** The variance of x_t given x_0. */
  double noiseVariance(int t) {
    return noise[t];
  }

  /** Its standard deviation. */
  double noise(int t) {
    return Math.sqrt(noise[t]);
  }

  double snr(int t) {
    return signal[t] * signal[t] / noise[t];
  }

  /** x_t = signal x_0 + noise ε, as closed forms of data want it. */
  NoiseLevel level(int t) {
    return new NoiseLevel(signal[t], noise[t]);
  }

  /**
   * The variance of x_{t−1} given x_t and x_0 by Bayes' rule for Gaussians: precisions add, that of
   * q(x_{t−1} | x_0) and that of x_t as a look at x_{t−1}.
   */
  double posteriorVariance(int t) {
    return t == 1 ? 0 : 1 / (1 / noise[t - 1] + (1 - beta[t]) / beta[t]);
  }

  /** The factor of x_0 in its mean: its share of the precision. */
  double posteriorX0(int t) {
    return t == 1 ? 1 : posteriorVariance(t) * signal[t - 1] / noise[t - 1];
  }

  /** The factor of x_t in its mean. */
  double posteriorXt(int t) {
    return t == 1 ? 0 : posteriorVariance(t) * Math.sqrt(1 - beta[t]) / beta[t];
  }

  /** By how much of themselves these numbers and the schedule's may differ. */
  double rounding() {
    // 2 roundings a step here; in a schedule one a step of ln ᾱ, whose size multiplies it; and
    // 1 − β_t is off by a rounding of 1, which is more of itself the nearer β_t is to 1.
    double deepest = Math.max(1, -2 * Math.log(signal[steps()]));
    double least = 1;
    for (double b : beta) {
      least = Math.min(least, 1 - b);
    }
    return (8 + 4.0 * steps() * deepest + 4 / least) * 0x1p-53;
  }
}
