package dev.kakusan.objective;

import dev.kakusan.compute.Tensor;
import java.util.function.UnaryOperator;

/**
 * The Gaussian's mass in the bin of the pixel's value, for integers 0..levels−1 scaled to [−1, 1];
 * the bins at the two ends reach to ±∞ (Ho et al. 2020, eq. 13), so the masses of all levels sum to
 * 1. The mass is exact: the normal distribution function, not its tanh approximation.
 *
 * @param levels at least 2
 */
public record PixelDecoder(int levels) implements Decoder {

  /** How far an open edge is moved out: Φ is 0 there for any standard deviation below 1e4. */
  private static final double FAR = 1e6;

  @Override
  public String name() {
    return levels + "-level bins";
  }

  @Override
  public Tensor negativeLogLikelihood(Tensor x0, Tensor mean, double variance) {
    double precision = 1 / Math.sqrt(variance);
    return nats(x0, mean, distance -> distance.times(precision));
  }

  @Override
  public Tensor negativeLogLikelihood(Tensor x0, Tensor mean, Tensor logVariance) {
    Tensor precision = logVariance.times(-0.5).exp();
    return nats(x0, mean, distance -> distance.times(precision));
  }

  /** {@code scaled} brings a distance from the mean to standard deviations. */
  private Tensor nats(Tensor x0, Tensor mean, UnaryOperator<Tensor> scaled) {
    double half = 1.0 / (levels - 1);
    Tensor lower = x0.plus(-half);
    Tensor upper = x0.plus(half);
    // Beyond −1 by half a bin only where the pixel is 0; beyond 1 only where it is the last level.
    Tensor beyondLower = lower.times(-1).plus(-1).clamp(0, half).times(FAR / half);
    Tensor beyondUpper = upper.plus(-1).clamp(0, half).times(FAR / half);
    Tensor from = scaled.apply(lower.minus(beyondLower).minus(mean));
    Tensor to = scaled.apply(upper.plus(beyondUpper).minus(mean));
    return from.logNormalMass(to).sumPerExample().times(-1);
  }
}
