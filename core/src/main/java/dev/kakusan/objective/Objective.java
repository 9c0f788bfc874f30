package dev.kakusan.objective;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import dev.kakusan.random.RandomKey;

/** What training minimises: the mean of these losses. */
@FunctionalInterface
public interface Objective {

  /**
   * One loss for each example: [B].
   *
   * @param network to be trained
   * @param x0 data, [B, …]
   * @param t one time for each example, in 1..T
   * @param key all noise of this step comes from it
   */
  Tensor losses(Denoiser network, Tensor x0, int[] t, RandomKey key);
}
