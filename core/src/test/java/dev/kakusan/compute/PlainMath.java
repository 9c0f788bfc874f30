package dev.kakusan.compute;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** The formulas of the port once more, in loops over plain doubles: what the contracts trust. */
final class PlainMath {

  private PlainMath() {}

  /** One layer of a perceptron on one example: W h + b + U e, then silu where it is hidden. */
  static double[] layer(HeldWeights weights, int layer, double[] h, double[] e, boolean hidden) {
    double[] weight = weights.values("layers." + layer + ".weight");
    double[] bias = weights.values("layers." + layer + ".bias");
    double[] time = weights.values("time." + layer + ".weight");
    double[] z = new double[bias.length];
    for (int j = 0; j < z.length; j++) {
      z[j] = bias[j];
      for (int i = 0; i < h.length; i++) {
        z[j] += weight[j * h.length + i] * h[i];
      }
      for (int i = 0; i < e.length; i++) {
        z[j] += time[j * e.length + i] * e[i];
      }
      if (hidden) {
        z[j] = z[j] / (1 + Math.exp(-z[j]));
      }
    }
    return z;
  }

  /** The global norm of gradients by parameter. */
  static double norm(double[][] gradients) {
    double sum = 0;
    for (double[] gradient : gradients) {
      for (double g : gradient) {
        sum += g * g;
      }
    }
    return Math.sqrt(sum);
  }

  /**
   * A weight's step of Muon with rate 1: how far each number goes.
   *
   * @param first the first moment, moved in place
   * @param gradient as clipped
   */
  static double[] muon(double[] first, double[] gradient, int rows, Muon muon) {
    int columns = gradient.length / rows;
    double mu = muon.momentum();
    double[][] x = new double[rows][columns];
    double squares = 0;
    for (int i = 0; i < gradient.length; i++) {
      first[i] = mu * first[i] + (1 - mu) * gradient[i];
      double u = mu * first[i] + (1 - mu) * gradient[i];
      x[i / columns][i % columns] = u;
      squares += u * u;
    }
    RealMatrix matrix = new Array2DRowRealMatrix(x).scalarMultiply(1 / (Math.sqrt(squares) + 1e-7));
    for (int i = 0; i < 5; i++) {
      RealMatrix square = matrix.multiply(matrix.transpose());
      RealMatrix factor =
          square.scalarMultiply(-4.775).add(square.multiply(square).scalarMultiply(2.0315));
      matrix = matrix.scalarMultiply(3.4445).add(factor.multiply(matrix));
    }
    double length = 0.2 * Math.sqrt(Math.max(rows, columns)) * muon.rateFactor();
    return Arrays.stream(matrix.getData())
        .flatMapToDouble(Arrays::stream)
        .map(v -> length * v)
        .toArray();
  }

  /** One number's AdamW step, as in {@link OptimizerSpec}: w, m, v in place of {@code state}. */
  static void adamW(
      double[] state, double gradient, double norm, StepSettings settings, OptimizerSpec spec) {
    double g = gradient * Math.min(1, spec.clipNorm() / (norm + 1e-6));
    state[1] = spec.beta1() * state[1] + (1 - spec.beta1()) * g;
    state[2] = spec.beta2() * state[2] + (1 - spec.beta2()) * g * g;
    double first = state[1] / (1 - Math.pow(spec.beta1(), (double) settings.step()));
    double second = state[2] / (1 - Math.pow(spec.beta2(), (double) settings.step()));
    state[0] *= 1 - settings.learningRate() * spec.weightDecay();
    state[0] -= settings.learningRate() * first / (Math.sqrt(second) + spec.epsilon());
  }
}
