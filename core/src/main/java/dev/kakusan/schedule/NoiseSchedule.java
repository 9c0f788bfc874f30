package dev.kakusan.schedule;

/**
 * How fast the data drown: β_1..β_T and all that follows from them (theory, section 1). α_t = 1 −
 * β_t, ᾱ_t = Π_{s≤t} α_s, ᾱ_0 = 1. Time t runs over 1..T; 0 is the data.
 *
 * <p>ᾱ is kept as its logarithm, so that 1 − ᾱ_t keeps full precision where ᾱ_t is nearly 1.
 */
public final class NoiseSchedule {

  private final double[] beta;
  private final double[] logAlphaBar;

  private NoiseSchedule(double[] beta, double[] logAlphaBar) {
    this.beta = beta;
    this.logAlphaBar = logAlphaBar;
  }

  /**
   * The schedule with these variances.
   *
   * @param betas β_1..β_T, each in (0, 1); T at least 1
   */
  public static NoiseSchedule ofBetas(double... betas) {
    if (betas.length == 0) {
      throw new IllegalArgumentException("a schedule needs at least one step");
    }
    double[] beta = new double[betas.length + 1];
    double[] logAlphaBar = new double[beta.length];
    for (int t = 1; t < beta.length; t++) {
      double b = betas[t - 1];
      if (!(b > 0 && b < 1)) {
        throw new IllegalArgumentException(
            "beta must lie in (0, 1), got " + b + " at t=" + t + " of " + betas.length);
      }
      beta[t] = b;
      logAlphaBar[t] = logAlphaBar[t - 1] + Math.log1p(-b);
    }
    return new NoiseSchedule(beta, logAlphaBar);
  }

  /** T, the number of steps. */
  public int steps() {
    return beta.length - 1;
  }

  /** β_t, the variance of q(x_t | x_{t−1}); t in 1..T. */
  public double beta(int t) {
    return beta[checked(t, 1)];
  }

  /** α_t = 1 − β_t; t in 1..T. */
  public double alpha(int t) {
    return 1 - beta(t);
  }

  /** ᾱ_t, the share of the data's variance left at t; t in 0..T. */
  public double alphaBar(int t) {
    return Math.exp(logAlphaBar[checked(t, 0)]);
  }

  /** √ᾱ_t, the factor of x_0 in x_t; t in 0..T. */
  public double signalScale(int t) {
    return Math.exp(logAlphaBar[checked(t, 0)] / 2);
  }

  /** 1 − ᾱ_t, the variance of q(x_t | x_0); t in 0..T. */
  public double noiseVariance(int t) {
    return 0 - Math.expm1(logAlphaBar[checked(t, 0)]);
  }

  /** √(1 − ᾱ_t), the standard deviation of q(x_t | x_0); t in 0..T. */
  public double noiseScale(int t) {
    return Math.sqrt(noiseVariance(t));
  }

  /** ᾱ_t / (1 − ᾱ_t), strictly falling; t in 0..T, +∞ at 0. */
  public double snr(int t) {
    return alphaBar(t) / noiseVariance(t);
  }

  /** ln SNR(t); t in 1..T. */
  public double logSnr(int t) {
    return logAlphaBar[checked(t, 1)] - Math.log(noiseVariance(t));
  }

  /** β̃_t = β_t (1 − ᾱ_{t−1}) / (1 − ᾱ_t), the variance of q(x_{t−1} | x_t, x_0); 0 at t = 1. */
  public double posteriorVariance(int t) {
    return beta(t) * noiseVariance(t - 1) / noiseVariance(t);
  }

  /** The factor of x_0 in the posterior's mean: √ᾱ_{t−1} β_t / (1 − ᾱ_t); t in 1..T. */
  public double posteriorX0(int t) {
    return signalScale(t - 1) * beta(t) / noiseVariance(t);
  }

  /** The factor of x_t in the posterior's mean: √α_t (1 − ᾱ_{t−1}) / (1 − ᾱ_t); t in 1..T. */
  public double posteriorXt(int t) {
    return Math.sqrt(alpha(t)) * noiseVariance(t - 1) / noiseVariance(t);
  }

  /**
   * The schedule that visits only some times: its step k goes straight from times[k−2] to
   * times[k−1], and its ᾱ_k is this one's ᾱ at times[k−1] (Nichol, Dhariwal 2021, section 4).
   *
   * @param times strictly rising, in 1..T
   */
  public NoiseSchedule respaced(int[] times) {
    double[] betas = new double[times.length + 1];
    double[] logs = new double[betas.length];
    int before = 0;
    for (int k = 1; k <= times.length; k++) {
      int t = checked(times[k - 1], 1);
      if (t <= before) {
        throw new IllegalArgumentException("times must rise, got " + t + " after " + before);
      }
      betas[k] = -Math.expm1(logAlphaBar[t] - logAlphaBar[before]);
      logs[k] = logAlphaBar[t];
      before = t;
    }
    return new NoiseSchedule(betas, logs);
  }

  private int checked(int t, int least) {
    if (t < least || t > steps()) {
      throw new IndexOutOfBoundsException("t must lie in " + least + ".." + steps() + ", got " + t);
    }
    return t;
  }
}
