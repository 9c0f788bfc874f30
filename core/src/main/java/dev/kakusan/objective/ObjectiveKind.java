package dev.kakusan.objective;

import dev.kakusan.process.Parameterization;

/**
 * The objectives by name: which draws, and what the network learns to say (theory, sections 3 to
 * 5).
 */
public enum ObjectiveKind {
  /** Two draws: the likelihood of x_{t−1} itself ({@link TwoSampleObjective}). */
  TWO_SAMPLE("two-sample", Parameterization.MEAN) {
    @Override
    public Objective with(LossWeighting weighting, BoundTerms bound) {
      return new TwoSampleObjective(weighting, bound);
    }
  },
  /** One draw, x_{t−1} being integrated by hand: the mean of the forward posterior. */
  POSTERIOR_MEAN("posterior-mean", Parameterization.MEAN),
  X0("x0", Parameterization.X0),
  EPSILON("epsilon", Parameterization.EPSILON),
  V("v", Parameterization.V);

  private final String label;
  private final Parameterization parameterization;

  ObjectiveKind(String label, Parameterization parameterization) {
    this.label = label;
    this.parameterization = parameterization;
  }

  /** What the network's output means. */
  public Parameterization parameterization() {
    return parameterization;
  }

  /** Whether the target is a statement about x_0, which a weight on x_0 can be brought to. */
  boolean saysX0() {
    return parameterization != Parameterization.MEAN;
  }

  /** The losses themselves. */
  public Objective with(LossWeighting weighting, BoundTerms bound) {
    return new DenoisingObjective(parameterization, weighting, bound);
  }

  /** As a user writes it after {@code --objective}. */
  @Override
  public String toString() {
    return label;
  }
}
