package dev.kakusan.random;

import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The address of a stream of random numbers: {@code root(seed).child("train").child(step)}. A
 * value, not a generator: the same key gives the same draws wherever and whenever they are made, so
 * nothing about randomness is ever stored, and resuming needs no generator's state. Draws come from
 * xoshiro256++ seeded with the key (Commons RNG), normal ones by the modified ziggurat.
 */
public final class RandomKey {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private final long high;
  private final long low;

  private RandomKey(long high, long low) {
    this.high = high;
    this.low = low;
  }

  public static RandomKey root(long seed) {
    return new RandomKey(mix(seed), mix(seed + GOLDEN));
  }

  /** The key below this one under a name. */
  public RandomKey child(String name) {
    RandomKey key = this;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      key = key.step(b, 0x2545f4914f6cdd1dL);
    }
    return key.step(name.length(), 0xd1342543de82ef95L);
  }

  /** The key below this one under a number. */
  public RandomKey child(long number) {
    return step(number, 0xaf251af3b0f025b5L);
  }

  private RandomKey step(long number, long salt) {
    long a = mix(high ^ mix(number + salt));
    return new RandomKey(mix(low + a), mix(a ^ (low * GOLDEN)));
  }

  /** A fresh generator at the start of this key's stream. */
  public UniformRandomProvider generator() {
    return RandomSource.XO_SHI_RO_256_PP.create(
        new long[] {high, low, mix(high + low), mix(high ^ (low + GOLDEN))});
  }

  /** Standard normal draws. */
  public double[] gaussians(int n) {
    double[] values = new double[n];
    gaussians(values, 0, n);
    return values;
  }

  /** Standard normal draws into {@code values[from..from+n)}. */
  public void gaussians(double[] values, int from, int n) {
    var normal = ZigguratSampler.NormalizedGaussian.of(generator());
    for (int i = 0; i < n; i++) {
      values[from + i] = normal.sample();
    }
  }

  /** Fills {@code values} with uniform draws from [low, high). */
  public void uniforms(double[] values, double low, double high) {
    UniformRandomProvider rng = generator();
    for (int i = 0; i < values.length; i++) {
      values[i] = low + (high - low) * rng.nextDouble();
    }
  }

  /** One uniform draw from 0..bound−1. */
  public int index(int bound) {
    return generator().nextInt(bound);
  }

  /** A 32-bit seed for a device's own generator. */
  public int seed() {
    return (int) (high ^ (low >>> 32));
  }

  /** The numbers 0..n−1 in random order (Fisher–Yates). */
  public int[] permutation(int n) {
    int[] order = new int[n];
    UniformRandomProvider rng = generator();
    for (int i = 0; i < n; i++) {
      int j = rng.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RandomKey key && high == key.high && low == key.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(high ^ low);
  }

  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}
