package dev.kakusan.objective;

/** How the squared error is weighed over t. */
public enum LossWeighting {
  /**
   * The mean squared error of the network's own target; with ε, L_simple (Ho et al. 2020, eq. 14).
   */
  SIMPLE("simple"),
  /**
   * The exact weight of the bound: T · L_{t−1} / D in nats per dimension, so that over uniform t
   * the loss is an unbiased estimate of −ELBO / D without its prior term, which holds no weights.
   */
  ELBO("elbo");

  private final String label;

  LossWeighting(String label) {
    this.label = label;
  }

  /** As a user writes it after {@code --weighting}. */
  @Override
  public String toString() {
    return label;
  }
}
