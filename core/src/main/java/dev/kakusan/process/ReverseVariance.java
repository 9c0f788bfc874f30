package dev.kakusan.process;

import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.List;
import java.util.Optional;

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
  },
  /** The network's own, between the two: {@link LearnedVariance}. */
  LEARNED("learned") {
    @Override
    public double at(NoiseSchedule schedule, int t) {
      throw new IllegalStateException("a learned variance is no function of t=" + t + " alone");
    }

    @Override
    public double decoder(NoiseSchedule schedule) {
      return at(schedule, 1);
    }

    @Override
    public int parts() {
      return 2;
    }

    @Override
    public Tensor prediction(Tensor output) {
      return output.splitChannels(2).get(0);
    }

    @Override
    public Optional<Tensor> logRatio(Tensor output, Coefficients c) {
      return Optional.of(LearnedVariance.logRatio(output.splitChannels(2).get(1), c));
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

  /**
   * σ_t² for t in 1..T; at t = 1, where samplers add no noise, {@link #SMALL} is 0.
   *
   * @throws IllegalStateException for {@link #LEARNED}, which {@link #logRatio} tells
   */
  public abstract double at(NoiseSchedule schedule, int t);

  /**
   * The variance of the decoder p(x_0 | x_1), above 0: β̃_2 for the small variance, as
   * improved-diffusion has it (β_1 where T is 1), β_1 for the large.
   *
   * @throws IllegalStateException for {@link #LEARNED}
   */
  public abstract double decoder(NoiseSchedule schedule);

  /** The output of the network in channels of an example: 1, and 2 where it tells the variance. */
  public int parts() {
    return 1;
  }

  /** Those that are functions of t alone. */
  public static List<ReverseVariance> fixed() {
    return List.of(SMALL, LARGE);
  }

  /** Whether the network tells it. */
  public boolean learned() {
    return parts() > 1;
  }

  /** The part of an output [B, parts·C, …] that the {@link Parameterization} speaks of. */
  public Tensor prediction(Tensor output) {
    return output;
  }

  /** The other part as {@link Belief#logRatio}; empty where the variance is fixed. */
  public Optional<Tensor> logRatio(Tensor output, Coefficients c) {
    return Optional.empty();
  }
}
