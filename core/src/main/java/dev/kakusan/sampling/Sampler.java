package dev.kakusan.sampling;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import java.util.function.Supplier;

/** One way to go a step from noise towards data, on a schedule of K steps. */
@FunctionalInterface
public interface Sampler {

  /**
   * x_{k−1} from x_k.
   *
   * @param network told times of this sampler's own schedule, 1..K
   * @param x x_k, [B, …]
   * @param k in 1..K
   * @param noise gives standard normal noise like x, the same each time it is asked
   */
  Tensor step(Denoiser network, Tensor x, int k, Supplier<Tensor> noise);
}
