package dev.kakusan.sampling;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * x_{k−1} = √ᾱ_{k−1} x̂_0 + √(1 − ᾱ_{k−1} − σ²) ε̂ + σ z with σ = η √β̃_k (Song, Meng, Ermon 2021,
 * eq. 12 and 16). η = 0 draws no noise at all; η = 1 is ancestral sampling with the small variance.
 *
 * @param eta in [0, 1]
 */
public record DdimSampler(ReverseProcess reverse, double eta) implements Sampler {

  public DdimSampler {
    if (!(eta >= 0 && eta <= 1)) {
      throw new InvalidInput("eta must lie in [0, 1], got " + eta);
    }
  }

  @Override
  public Tensor step(Denoiser network, Tensor x, int k, Supplier<Tensor> noise) {
    int[] times = new int[x.shape().dim(0)];
    Arrays.fill(times, k);
    NoiseSchedule schedule = reverse.forward().schedule();
    Tensor x0 = reverse.predictedX0(network, x, times);
    if (k == 1) {
      return x0;
    }
    Tensor eps = x.minus(x0.times(schedule.signalScale(k))).times(1 / schedule.noiseScale(k));
    double sigma = eta * Math.sqrt(schedule.posteriorVariance(k));
    double direction = Math.sqrt(schedule.noiseVariance(k - 1) - sigma * sigma);
    Tensor next = x0.times(schedule.signalScale(k - 1)).plus(eps.times(direction));
    return sigma == 0 ? next : next.plus(noise.get().times(sigma));
  }
}
