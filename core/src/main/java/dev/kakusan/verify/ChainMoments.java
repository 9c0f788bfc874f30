package dev.kakusan.verify;

import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;

/**
 * The mean and variance of a coordinate at the end of a chain of affine steps, x_{t−1} = a x_t + b
 * + σ z, that starts from N(0, 1) (theory, section 7).
 */
record ChainMoments(double mean, double variance) {

  /** Of p_θ(x_0) for the best denoiser of Gaussian data: the decoder's variance at t = 1. */
  static ChainMoments ofModel(GaussianData data, ReverseProcess reverse) {
    ByHand q = new ByHand(reverse.forward().schedule());
    boolean small = reverse.variance() == ReverseVariance.SMALL;
    ChainMoments at = new ChainMoments(0, 1);
    for (int t = q.steps(); t >= 1; t--) {
      double added = small ? q.posteriorVariance(Math.max(t, 2)) : q.beta(t);
      at = at.after(AffineStep.ancestral(data, q, t), added);
    }
    return at;
  }

  ChainMoments after(AffineStep step, double added) {
    double slope = step.slope();
    return new ChainMoments(slope * mean + step.offset(), slope * slope * variance + added);
  }
}
