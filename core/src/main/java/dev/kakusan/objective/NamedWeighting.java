package dev.kakusan.objective;

import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;

/** The weightings without a number, documented where {@link LossWeighting} names them. */
enum NamedWeighting implements LossWeighting {
  SIMPLE("simple", false) {
    @Override
    public Tensor losses(WeighedTerms terms, NoiseSchedule schedule) {
      return terms.squaredErrors();
    }
  },
  ELBO("elbo", true) {
    @Override
    public Tensor losses(WeighedTerms terms, NoiseSchedule schedule) {
      return terms.bound();
    }
  },
  HYBRID("hybrid", true) {
    @Override
    public Tensor losses(WeighedTerms terms, NoiseSchedule schedule) {
      return terms.squaredErrors().plus(terms.boundForVariance().times(SHARE));
    }
  };

  /** λ of Nichol and Dhariwal: so small that the bound does not overwhelm L_simple. */
  private static final double SHARE = 0.001;

  private final String label;
  private final boolean trainsVariance;

  NamedWeighting(String label, boolean trainsVariance) {
    this.label = label;
    this.trainsVariance = trainsVariance;
  }

  @Override
  public boolean trainsVariance() {
    return trainsVariance;
  }

  /** As a user writes it after {@code --weighting}. */
  @Override
  public String toString() {
    return label;
  }
}
