package dev.kakusan.compute;

import dev.kakusan.observe.Phase;
import dev.kakusan.random.RandomKey;
import java.util.function.Supplier;

/** Makes tensors on one backend and bounds their lives. Not for use by several threads at once. */
public interface Compute {

  /** A tensor of these numbers, row-major; copied, and rounded to the backend's precision. */
  Tensor tensor(double[] values, Shape shape);

  /**
   * Runs {@code body} without recording gradients and frees every tensor made in it, save the one
   * it returns, which lives in the enclosing scope.
   */
  Tensor tidy(Supplier<Tensor> body);

  /** Like {@link #tidy}, for a body whose result lies on the host. */
  <T> T tidied(Supplier<T> body);

  /**
   * Folds {@code step} over {@code times} in their order, beginning with {@code start}: each step's
   * intermediates and the state before it are freed when the next state stands, so memory does not
   * grow with the number of steps. {@code start} itself is left to its own scope.
   */
  Tensor fold(Tensor start, int[] times, Step step);

  /** One number for each example, shaped [B, 1, …, 1] to stand beside a batch of {@code batch}. */
  default Tensor perExample(double[] values, Shape batch) {
    return tensor(values, batch.perExample());
  }

  /** Standard normal draws of {@code key}, row-major. */
  default Tensor gaussians(RandomKey key, Shape shape) {
    try (Phase noise = Phase.begin(Phase.NOISE)) {
      return tensor(key.gaussians(shape.size()), shape);
    }
  }

  /** One step of a {@link #fold}. */
  @FunctionalInterface
  interface Step {
    Tensor apply(Tensor state, int t);
  }
}
