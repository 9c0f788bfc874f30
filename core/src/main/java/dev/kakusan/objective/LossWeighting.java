package dev.kakusan.objective;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;

/** How what an objective measures is weighed over t. */
public sealed interface LossWeighting permits NamedWeighting, MinSnrWeighting {

  /**
   * The mean squared error of the network's own target; with ε, L_simple (Ho et al. 2020, eq. 14),
   * with two draws the likelihood's unit-variance form.
   */
  LossWeighting SIMPLE = NamedWeighting.SIMPLE;

  /**
   * The exact weight of the bound: T · L_{t−1} / D in nats per dimension, so that over uniform t
   * the loss is an unbiased estimate of −ELBO / D without its prior term, which holds no weights.
   * {@link TwoSampleObjective} says what else it leaves out there.
   */
  LossWeighting ELBO = NamedWeighting.ELBO;

  /**
   * L_simple + 0.001 L_vlb for a learned variance (Nichol, Dhariwal 2021, eq. 16): the first trains
   * the mean, the second, with its gradient stopped at the mean, the variance. L_vlb is {@link
   * #ELBO}'s loss, in nats per dimension.
   */
  LossWeighting HYBRID = NamedWeighting.HYBRID;

  /** min(SNR, γ) on x_0 (Hang et al. 2023); γ above 0 and finite. */
  static LossWeighting minSnr(double gamma) {
    return new MinSnrWeighting(gamma);
  }

  /** How the weightings are written, for help texts. */
  static String[] spellings() {
    return new String[] {"simple", "elbo", "min-snr:GAMMA", "hybrid"};
  }

  /**
   * The weighting of that name.
   *
   * @param origin of the text, for the message: {@code --weighting}
   * @throws InvalidInput where there is none, or γ is none
   */
  static LossWeighting named(String text, String origin) {
    for (NamedWeighting weighting : NamedWeighting.values()) {
      if (weighting.toString().equals(text)) {
        return weighting;
      }
    }
    if (text.startsWith(MinSnrWeighting.PREFIX)) {
      return MinSnrWeighting.parsed(text, origin);
    }
    throw new InvalidInput(
        origin + " must be one of " + String.join(", ", spellings()) + "; got '" + text + "'");
  }

  /** One loss for each example: [B]. */
  Tensor losses(WeighedTerms terms, NoiseSchedule schedule);

  /** Whether a learned variance gets a gradient. */
  boolean trainsVariance();
}
