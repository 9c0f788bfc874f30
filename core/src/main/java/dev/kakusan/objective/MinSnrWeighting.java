package dev.kakusan.objective;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;

/**
 * min(SNR(t), γ) on ‖x̂_0 − x_0‖² / D (Hang et al. 2023, section 3.4); on ε that is min(SNR,
 * γ)/SNR, on v min(SNR, γ)/(SNR + 1).
 *
 * @param gamma above 0 and finite; 5 in the paper
 */
record MinSnrWeighting(double gamma) implements LossWeighting {

  static final String PREFIX = "min-snr:";

  MinSnrWeighting {
    if (!(gamma > 0 && gamma < Double.POSITIVE_INFINITY)) {
      throw new InvalidInput("gamma of min-snr must be above 0 and finite, got " + gamma);
    }
  }

  static MinSnrWeighting parsed(String text, String origin) {
    String number = text.substring(PREFIX.length());
    try {
      return new MinSnrWeighting(Double.parseDouble(number));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          origin + " " + PREFIX + "GAMMA wants a number above 0 and finite, got '" + number + "'",
          e);
    }
  }

  @Override
  public Tensor losses(WeighedTerms terms, NoiseSchedule schedule) {
    return terms.squaredErrors(t -> Math.min(schedule.snr(t), gamma));
  }

  @Override
  public boolean trainsVariance() {
    return false;
  }

  /** As a user writes it after {@code --weighting}, in its one spelling. */
  @Override
  public String toString() {
    boolean whole = gamma == Math.rint(gamma) && gamma < 1e15;
    return PREFIX + (whole ? Long.toString((long) gamma) : Double.toString(gamma));
  }
}
