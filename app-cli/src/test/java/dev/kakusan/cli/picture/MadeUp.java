package dev.kakusan.cli.picture;

import dev.kakusan.compute.Shape;
import java.util.Random;

/** Samples made up for these tests. */
final class MadeUp {

  private MadeUp() {}

  /** Images whose value k, counted over all, is k mod levels. */
  static Samples counting(int count, int levels, int... shape) {
    Shape example = Shape.of(shape);
    double[] values = new double[count * example.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % levels;
    }
    return new Samples(example, levels, values);
  }

  /** Points on a spiral, moved by noise of a standard deviation. */
  static Samples spiral(int count, double noise, long seed) {
    Random random = new Random(seed);
    double[] values = new double[2 * count];
    for (int i = 0; i < count; i++) {
      double angle = 1.5 * Math.PI * (1 + 2 * random.nextDouble());
      values[2 * i] = angle * Math.cos(angle) / 8 + noise * random.nextGaussian();
      values[2 * i + 1] = angle * Math.sin(angle) / 8 + noise * random.nextGaussian();
    }
    return new Samples(Shape.of(2), 0, values);
  }

  /** Rings, each of its own radius and colour, on 0..levels−1. */
  static Samples rings(int count, int levels, int channels, int side, double noise, long seed) {
    Random random = new Random(seed);
    Shape example = Shape.of(channels, side, side);
    double[] values = new double[count * example.size()];
    for (int i = 0, at = 0; i < count; i++) {
      double radius = side * (0.2 + 0.25 * random.nextDouble());
      for (int c = 0; c < channels; c++) {
        double strength = channels == 1 ? 1 : random.nextDouble();
        for (int p = 0; p < side * side; p++, at++) {
          int x = p % side;
          int y = p / side;
          double r = Math.hypot(x - (side - 1) / 2.0, y - (side - 1) / 2.0);
          double ink = strength * Math.exp(-Math.pow((r - radius) / (0.08 * side), 2));
          double noisy = ink + noise * random.nextGaussian();
          values[at] = Math.max(0, Math.min(levels - 1, Math.rint(noisy * (levels - 1))));
        }
      }
    }
    return new Samples(example, levels, values);
  }
}
