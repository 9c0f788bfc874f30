package dev.kakusan.verify;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Coefficients;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import java.util.List;

/**
 * Data whose coordinates are independent draws from a law in one dimension for which all is known
 * (theory, section 7): Gaussians, or mixtures of them.
 */
public interface KnownData {

  /** The Gaussians whose mixture this is. */
  List<Component> components();

  /** E[x_0 | x_t], of one coordinate. */
  double bestX0(NoiseLevel level, double xt);

  /** E[x_0 | x_t] of every coordinate, on the backend; x_t: [B, …]. */
  Tensor bestX0(ForwardProcess forward, int[] t, Tensor xt);

  /**
   * E[(x_0 − E[x_0 | x_t])²] of one coordinate, which no denoiser goes below.
   *
   * @param level the noise, not 0
   */
  double leastError(NoiseLevel level);

  /** −E ln p(x_0) of one coordinate, in nats. */
  double entropy();

  /** One Gaussian of a mixture and its share. */
  record Component(double share, double mean, double std) {}

  /** E[x_0²] of one coordinate. */
  default double secondMoment() {
    return components().stream()
        .mapToDouble(c -> c.share() * (c.mean() * c.mean() + c.std() * c.std()))
        .sum();
  }

  /** The best denoiser, speaking a parameterization. */
  default Denoiser denoiser(ForwardProcess forward, Parameterization parameterization) {
    return (xt, t) -> {
      Coefficients c = forward.at(t, xt);
      Tensor x0 = bestX0(forward, t, xt);
      Tensor eps = xt.minus(x0.times(c.signal())).dividedBy(c.noise());
      return parameterization.target(x0, xt, eps, c);
    };
  }
}
