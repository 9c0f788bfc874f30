package dev.kakusan.process;

import dev.kakusan.compute.Tensor;
import java.util.Optional;

/**
 * What an output of the network says of the step from x_t to x_{t−1}.
 *
 * @param x0 the predicted x_0, [B, …]
 * @param logRatio where the variance is learned, ln(σ_t² / {@link LearnedVariance#least}) of each
 *     element, [B, …]; empty where it is fixed
 */
public record Belief(Tensor x0, Optional<Tensor> logRatio) {

  /** A belief about x_0 alone. */
  public static Belief of(Tensor x0) {
    return new Belief(x0, Optional.empty());
  }
}
