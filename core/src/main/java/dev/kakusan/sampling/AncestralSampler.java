package dev.kakusan.sampling;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Belief;
import dev.kakusan.process.ReverseProcess;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * x_{k−1} = μ_θ(x_k, k) + σ_k z, without noise at k = 1: a draw from the model itself (Ho et al.
 * 2020, algorithm 2).
 */
public record AncestralSampler(ReverseProcess reverse) implements Sampler {

  @Override
  public Tensor step(Denoiser network, Tensor x, int k, Supplier<Tensor> noise) {
    int[] times = new int[x.shape().dim(0)];
    Arrays.fill(times, k);
    Belief belief = reverse.belief(network, x, times);
    Tensor mean = reverse.forward().posteriorMean(belief.x0(), x, times);
    return k == 1 ? mean : mean.plus(reverse.noise(belief, k, noise.get()));
  }
}
