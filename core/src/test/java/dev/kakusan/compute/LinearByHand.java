package dev.kakusan.compute;

import dev.kakusan.compute.StepReport.Figures;
import java.util.Arrays;
import java.util.List;

/** A linear network from two numbers to two, its squared error, AdamW and average: plain loops. */
final class LinearByHand {

  private static final List<String> NAMES =
      List.of("layers.0.weight", "layers.0.bias", "time.0.weight");

  /** For each parameter and number: the weight, its two moments, its average. */
  private final double[][][] states = new double[NAMES.size()][][];

  LinearByHand(HeldWeights model, HeldWeights averaged) {
    for (int p = 0; p < states.length; p++) {
      double[] weights = model.values(NAMES.get(p));
      double[] average = averaged.values(NAMES.get(p));
      states[p] = new double[weights.length][];
      for (int i = 0; i < weights.length; i++) {
        states[p][i] = new double[] {weights[i], 0, 0, average[i]};
      }
    }
  }

  /**
   * Mean over examples of ‖W x + b + U e(t) − y‖²; learns from it and reports as a backend does.
   */
  Figures step(double[] x, double[] y, int[] t, StepSettings settings, OptimizerSpec adam) {
    double[][] gradients = {new double[4], new double[2], new double[4]};
    double[] features = TimeFeatures.of(t, 2);
    double[] losses = new double[t.length];
    for (int b = 0; b < t.length; b++) {
      for (int j = 0; j < 2; j++) {
        double out = states[1][j][0];
        for (int i = 0; i < 2; i++) {
          out += states[0][2 * j + i][0] * x[2 * b + i];
          out += states[2][2 * j + i][0] * features[2 * b + i];
        }
        double error = out - y[2 * b + j];
        losses[b] += error * error;
        double slope = 2 * error / t.length;
        gradients[1][j] += slope;
        for (int i = 0; i < 2; i++) {
          gradients[0][2 * j + i] += slope * x[2 * b + i];
          gradients[2][2 * j + i] += slope * features[2 * b + i];
        }
      }
    }
    double norm = PlainMath.norm(gradients);
    double decay = settings.averagingDecay();
    for (int p = 0; p < states.length; p++) {
      for (int i = 0; i < states[p].length; i++) {
        double[] state = states[p][i];
        PlainMath.adamW(state, gradients[p][i], norm, settings, adam);
        state[3] = decay * state[3] + (1 - decay) * state[0];
      }
    }
    double loss = Arrays.stream(losses).average().orElseThrow();
    return new Figures(loss, norm, Arrays.stream(losses).boxed().toList());
  }

  double[] weights(String name) {
    return column(name, 0);
  }

  double[] average(String name) {
    return column(name, 3);
  }

  private double[] column(String name, int which) {
    double[][] state = states[NAMES.indexOf(name)];
    double[] column = new double[state.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = state[i][which];
    }
    return column;
  }
}
