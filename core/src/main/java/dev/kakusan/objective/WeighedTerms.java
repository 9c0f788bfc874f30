package dev.kakusan.objective;

import dev.kakusan.compute.Tensor;
import java.util.function.IntToDoubleFunction;

/** What an objective measures on one batch, for a {@link LossWeighting} to weigh. */
interface WeighedTerms {

  /** ‖output − target‖² / D of each example: [B]. */
  Tensor squaredErrors();

  /** {@link #squaredErrors} under a weight on ‖x̂_0 − x_0‖², a function of t: [B]. */
  Tensor squaredErrors(IntToDoubleFunction weightOnX0);

  /** T/D times the term of the bound at each example's t, in nats per dimension: [B]. */
  Tensor bound();

  /** {@link #bound} with no gradient to the mean: what is left trains the variance. */
  Tensor boundForVariance();
}
