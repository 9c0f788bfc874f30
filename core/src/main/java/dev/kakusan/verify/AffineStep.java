package dev.kakusan.verify;

/**
 * The mean of a sampler's step where the data are Gaussian and the denoiser is the best one: slope
 * · x + offset, by the numbers of {@link ByHand}.
 */
record AffineStep(double slope, double offset) {

  /** x̂_0 = slope · x + offset, then both factors of x_{t−1}. */
  private static AffineStep of(GaussianData data, ByHand q, int t, double ofX0, double ofX) {
    double slope = data.slope(q.level(t));
    double offset = data.mean() * (1 - slope * q.signal(t));
    return new AffineStep(ofX0 * slope + ofX, ofX0 * offset);
  }

  /** The forward posterior's mean at x̂_0. */
  static AffineStep ancestral(GaussianData data, ByHand q, int t) {
    return of(data, q, t, q.posteriorX0(t), q.posteriorXt(t));
  }

  /**
   * DDIM's mean (Song, Meng, Ermon 2021, eq. 12), with ε̂ = (x − √ᾱ_t x̂_0) / √(1 − ᾱ_t).
   *
   * @param sigma the standard deviation of the noise that the step adds
   */
  static AffineStep ddim(GaussianData data, ByHand q, int t, double sigma) {
    double ofEps = Math.sqrt(Math.max(0, q.noiseVariance(t - 1) - sigma * sigma));
    double ofX = ofEps / q.noise(t);
    return of(data, q, t, q.signal(t - 1) - ofX * q.signal(t), ofX);
  }
}
