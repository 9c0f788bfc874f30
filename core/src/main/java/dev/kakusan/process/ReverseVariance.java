package dev.kakusan.process;

import dev.kakusan.schedule.NoiseSchedule;

/** σ_t², the variance of p(x_{t−1} | x_t), t ≥ 2 (Ho et al. 2020, section 3.2). */
public enum ReverseVariance {
  /** β̃_t, the posterior's: right where the data are a point. */
  SMALL("small") {
    @Override
    public double at(NoiseSchedule schedule, int t) {
      return schedule.posteriorVariance(t);
    }

    @Override
    public double decoder(NoiseSchedule schedule) {
      return schedule.steps() == 1 ? schedule.beta(1) : schedule.posteriorVariance(2);
    }
  },
  /** β_t, the forward step's: right where the data are standard normal. */
  LARGE("large") {
    @Override
    public double at(NoiseSchedule schedule, int t) {
      return schedule.beta(t);
    }

    @Override
    public double decoder(NoiseSchedule schedule) {
      return schedule.beta(1);
    }
  };

  private final String label;

  ReverseVariance(String label) {
    this.label = label;
  }

  /** As a user writes it after {@code --variance}. */
  @Override
  public String toString() {
    return label;
  }

  /** σ_t² for t in 1..T; at t = 1, where samplers add no noise, {@link #SMALL} is 0. */
  public abstract double at(NoiseSchedule schedule, int t);

  /**
   * The variance of the decoder p(x_0 | x_1), above 0: β̃_2 for the small variance, as
   * improved-diffusion has it (β_1 where T is 1), β_1 for the large.
   */
  public abstract double decoder(NoiseSchedule schedule);
}
