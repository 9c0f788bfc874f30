package dev.kakusan.objective;

import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Belief;
import dev.kakusan.process.LearnedVariance;
import java.util.Optional;

/**
 * −ln p_θ(x_{t−1} | x_t) at a drawn x_{t−1}, the terms of −J (theory S4): ‖x_{t−1} − μ_θ‖² /
 * (2σ_t²) + D/2 ln(2πσ_t²) in nats, at t = 1 the decoder's.
 *
 * @param bound the processes and the decoder
 */
record LikelihoodTerms(BoundTerms bound) {

  /**
   * One term for each example: [B].
   *
   * @param x0 the data, [B, …]
   * @param before x_{t−1}, [B, …]
   * @param mean μ_θ(x_t, t), [B, …]
   * @param logRatio as in {@link Belief}
   * @param t in 1..T
   */
  Tensor term(Tensor x0, Tensor before, Tensor mean, Optional<Tensor> logRatio, int[] t) {
    int d = x0.shape().example().size();
    Tensor squared = before.minus(mean).square();
    Tensor nats =
        logRatio
            .map(r -> squared.times(r.times(-1).exp()).sumPerExample())
            .orElseGet(squared::sumPerExample)
            .times(bound.perExample(t, time -> time == 1 ? 0 : 1 / (2 * variance(time))))
            .plus(bound.perExample(t, time -> time == 1 ? 0 : d * logNormalizer(time)));
    Tensor whole =
        logRatio
            .map(
                r -> nats.plus(r.sumPerExample().times(bound.perExample(t, LikelihoodTerms::half))))
            .orElse(nats);
    // At t = 1 the posterior's mean is x_0, so the predicted mean is the predicted x_0.
    return new Reconstruction(bound).addedTo(whole, x0, new Belief(mean, logRatio), t);
  }

  private static double half(int t) {
    return t == 1 ? 0 : 0.5;
  }

  /** ½ ln(2πσ²). */
  private double logNormalizer(int t) {
    return Math.log(2 * Math.PI * variance(t)) / 2;
  }

  /** σ_t², of a learned variance its lower limit. */
  private double variance(int t) {
    return bound.variance().learned()
        ? LearnedVariance.least(bound.schedule(), t)
        : bound.variance().at(bound.schedule(), t);
  }
}
