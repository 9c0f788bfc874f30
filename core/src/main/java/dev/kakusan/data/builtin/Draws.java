package dev.kakusan.data.builtin;

import dev.kakusan.random.RandomKey;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The random numbers of one example. Only exactly rounded arithmetic and {@link StrictMath} are
 * used, so that a data set, and with it its SHA-256, is the same on every machine.
 */
final class Draws {

  private final UniformRandomProvider rng;

  Draws(RandomKey key) {
    this.rng = key.generator();
  }

  /** Uniform in [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * rng.nextDouble();
  }

  /** Uniform in 0..bound−1. */
  int index(int bound) {
    return rng.nextInt(bound);
  }

  boolean chance(double probability) {
    return rng.nextDouble() < probability;
  }

  /** Normal with mean 0, by Marsaglia's polar method. */
  double normal(double std) {
    while (true) {
      double u = uniform(-1, 1);
      double v = uniform(-1, 1);
      double s = u * u + v * v;
      if (s > 0 && s < 1) {
        return std * u * StrictMath.sqrt(-2 * StrictMath.log(s) / s);
      }
    }
  }

  /** Normal with mean 0, drawn again until within {@code limit} standard deviations. */
  double normal(double std, double limit) {
    double x = normal(1);
    while (Math.abs(x) > limit) {
      x = normal(1);
    }
    return std * x;
  }
}
