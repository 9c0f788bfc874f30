package dev.kakusan.compute;

import dev.kakusan.random.RandomKey;
import java.util.Arrays;

/**
 * A weight of a network: its name, its shape, and the law of its first values.
 *
 * @param bound of the first values, where they are drawn
 * @param inner whether it is a matrix or convolution from features to features: it neither takes
 *     the data or the time nor makes the output
 */
public record ParameterSpec(
    String name, Shape shape, Initial initial, double bound, boolean inner) {

  /** The law of a weight's first values. */
  public enum Initial {
    ZEROS,
    ONES,
    /** Uniform on [−bound, bound]. */
    UNIFORM
  }

  static ParameterSpec zeros(String name, int... dims) {
    return new ParameterSpec(name, Shape.of(dims), Initial.ZEROS, 0, false);
  }

  static ParameterSpec ones(String name, int... dims) {
    return new ParameterSpec(name, Shape.of(dims), Initial.ONES, 0, false);
  }

  /**
   * PyTorch's default for linear and convolution layers, weight and bias alike: uniform within
   * 1/√fanIn (Kaiming-uniform with a = √5).
   */
  static ParameterSpec fan(String name, int fanIn, int... dims) {
    return new ParameterSpec(name, Shape.of(dims), Initial.UNIFORM, 1 / Math.sqrt(fanIn), false);
  }

  /** The same as an inner weight. */
  ParameterSpec asInner() {
    return new ParameterSpec(name, shape, initial, bound, true);
  }

  /** The first values, a function of the network's key and this weight's name. */
  public double[] initialValues(RandomKey network) {
    double[] values = new double[shape.size()];
    switch (initial) {
      case ZEROS -> {}
      case ONES -> Arrays.fill(values, 1);
      case UNIFORM -> network.child(name).uniforms(values, -bound, bound);
    }
    return values;
  }
}
