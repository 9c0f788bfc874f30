package dev.kakusan.objective;

import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Belief;
import dev.kakusan.process.Coefficients;
import dev.kakusan.process.LearnedVariance;
import java.util.Optional;

/** L_0 = −ln p_θ(x_0 | x_1), of the examples in a batch that are at t = 1. */
record Reconstruction(BoundTerms bound) {

  /**
   * {@code nats} [B] with L_0 added where t = 1.
   *
   * @param x0 the data, [B, …]
   * @param belief the network's; at t = 1 the predicted x_0 is the decoder's mean
   */
  Tensor addedTo(Tensor nats, Tensor x0, Belief belief, int[] t) {
    boolean decodes = false;
    for (int time : t) {
      decodes |= time == 1;
    }
    if (!decodes) {
      return nats;
    }
    // Elsewhere than at t = 1 the decoder looks at the data themselves, so that it stays tame.
    Coefficients c = bound.forward().at(t, x0);
    Tensor first = c.of(time -> time == 1 ? 1 : 0);
    Tensor others = c.of(time -> time == 1 ? 0 : 1);
    Tensor mean = belief.x0().times(first).plus(x0.times(others));
    Tensor l0 = negativeLogLikelihood(x0, mean, belief.logRatio().map(r -> r.times(first)));
    return nats.plus(l0.times(bound.perExample(t, time -> time == 1 ? 1 : 0)));
  }

  private Tensor negativeLogLikelihood(Tensor x0, Tensor mean, Optional<Tensor> logRatio) {
    if (logRatio.isEmpty()) {
      double variance = bound.variance().decoder(bound.schedule());
      return bound.decoder().negativeLogLikelihood(x0, mean, variance);
    }
    double least = LearnedVariance.least(bound.schedule(), 1);
    return bound.decoder().negativeLogLikelihood(x0, mean, logRatio.get().plus(Math.log(least)));
  }
}
