package dev.kakusan.compute.reference;

import dev.kakusan.compute.Muon;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.random.RandomKey;

/** One weight array with its average and the optimiser's two moments. */
final class Parameter {

  final ParameterSpec spec;
  final double[] values;
  final double[] average;
  final double[] first;
  final double[] second;

  Parameter(ParameterSpec spec, RandomKey key) {
    this.spec = spec;
    this.values = spec.initialValues(key);
    this.average = values.clone();
    this.first = new double[values.length];
    this.second = new double[values.length];
  }

  /**
   * The step that {@link OptimizerSpec} states, then the average's.
   *
   * @param scale what clipping multiplies the gradient by
   */
  void step(double[] gradient, double scale, StepSettings settings, OptimizerSpec optimizer) {
    optimizer
        .muonFor(spec)
        .ifPresentOrElse(
            muon -> muon(gradient, scale, settings, muon, optimizer.weightDecay()),
            () -> adamW(gradient, scale, settings, optimizer));
    double decay = settings.averagingDecay();
    for (int i = 0; i < values.length; i++) {
      average[i] = decay * average[i] + (1 - decay) * values[i];
    }
  }

  private void muon(
      double[] gradient, double scale, StepSettings settings, Muon muon, double weightDecay) {
    double[] momentum = new double[values.length];
    double mu = muon.momentum();
    for (int i = 0; i < values.length; i++) {
      double g = gradient[i] * scale;
      first[i] = mu * first[i] + (1 - mu) * g;
      momentum[i] = mu * first[i] + (1 - mu) * g;
    }
    int rows = spec.shape().dim(0);
    double[] direction = Orthogonal.near(momentum, rows, values.length / rows);
    double rate = settings.learningRate() * muon.rateFactor();
    double stride = rate * Muon.stride(spec.shape());
    for (int i = 0; i < values.length; i++) {
      values[i] = values[i] * (1 - rate * weightDecay) - stride * direction[i];
    }
  }

  private void adamW(double[] gradient, double scale, StepSettings settings, OptimizerSpec adam) {
    double steps = (double) settings.step();
    double firstCorrection = 1 - Math.pow(adam.beta1(), steps);
    double secondCorrection = 1 - Math.pow(adam.beta2(), steps);
    double rate = settings.learningRate();
    for (int i = 0; i < values.length; i++) {
      double g = gradient[i] * scale;
      first[i] = adam.beta1() * first[i] + (1 - adam.beta1()) * g;
      second[i] = adam.beta2() * second[i] + (1 - adam.beta2()) * g * g;
      double direction =
          first[i] / firstCorrection / (Math.sqrt(second[i] / secondCorrection) + adam.epsilon());
      values[i] = values[i] * (1 - rate * adam.weightDecay()) - rate * direction;
    }
  }
}
