package dev.kakusan.objective;

import dev.kakusan.InvalidInput;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseVariance;

/**
 * What is minimised: objective, weighting and variance together. Making one refuses what does not
 * make sense.
 *
 * @param kind which draws, and what the network predicts
 * @param weighting how errors are weighed over t
 * @param variance of the reverse process
 */
public record ObjectivePlan(ObjectiveKind kind, LossWeighting weighting, ReverseVariance variance) {

  public ObjectivePlan {
    if (weighting instanceof MinSnrWeighting && !kind.saysX0()) {
      throw new InvalidInput(
          "weighting "
              + weighting
              + " weighs an error of x_0, so it is for objective x0, epsilon, v, got "
              + kind
              + ", whose target is a mean of x_{t-1}; choose simple or elbo");
    }
    if (variance.learned() && !weighting.trainsVariance()) {
      throw new InvalidInput(
          "variance learned gets no gradient from weighting "
              + weighting
              + "; choose weighting hybrid or elbo");
    }
    if (weighting.equals(LossWeighting.HYBRID) && !variance.learned()) {
      throw new InvalidInput(
          "weighting hybrid adds the bound to train the variance, so it needs variance learned, got "
              + variance
              + "; choose variance learned or weighting simple");
    }
  }

  /**
   * Refuses a schedule that leaves nothing to learn.
   *
   * @throws InvalidInput for a learned variance with T = 1, where both its limits are β_1
   */
  public void requireSense(int steps) {
    if (variance.learned() && steps == 1) {
      throw new InvalidInput(
          "variance learned lies between two limits that are one with timesteps 1;"
              + " it needs timesteps of at least 2");
    }
  }

  /** The losses on a process. */
  public Objective on(ForwardProcess forward, Decoder decoder) {
    return kind.with(weighting, new BoundTerms(forward, variance, decoder));
  }
}
