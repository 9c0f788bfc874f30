package dev.kakusan.verify;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.objective.BoundTerms;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseProcess;
import java.util.Arrays;

/**
 * The expected terms of the bound for known data of one dimension, by the program's own diffuse,
 * denoise and {@link BoundTerms#term} at Gauss–Hermite points of x_0 and ε: no draws, hence no
 * standard error.
 */
final class ExactBound {

  /** Examples at once. */
  private static final int BATCH = 20_000;

  private final Subject subject;
  private final ReverseProcess reverse;
  private final KnownData data;
  private final double[] x0;
  private final double[] eps;
  private final double[] weight;

  /**
   * @param points for x_0 in each component and for ε; 3 are exact for one Gaussian, whose terms
   *     are quadratic
   */
  ExactBound(Subject subject, ReverseProcess reverse, KnownData data, int points) {
    this.subject = subject;
    this.reverse = reverse;
    this.data = data;
    Quadrature normal = Quadrature.normal(points);
    int size = data.components().size() * points * points;
    x0 = new double[size];
    eps = new double[size];
    weight = new double[size];
    int next = 0;
    for (KnownData.Component component : data.components()) {
      for (int i = 0; i < points; i++) {
        for (int j = 0; j < points; j++) {
          x0[next] = component.mean() + component.std() * normal.points()[i];
          eps[next] = normal.points()[j];
          weight[next++] = component.share() * normal.weights()[i] * normal.weights()[j];
        }
      }
    }
  }

  BoundTerms bound() {
    return new BoundTerms(reverse.forward(), reverse.variance(), new ContinuousDecoder());
  }

  /** E L_T. */
  double prior() {
    double sum = 0;
    for (int i = 0; i < x0.length; i++) {
      sum += weight[i] * bound().prior(new double[] {x0[i]});
    }
    return sum;
  }

  /** E L_{t−1} at [t], E L_0 at [1]; [0] is 0. */
  double[] terms(Denoiser network) {
    int steps = reverse.forward().schedule().steps();
    double[] terms = new double[steps + 1];
    int together = Math.max(1, BATCH / x0.length);
    for (int first = 1; first <= steps; first += together) {
      int last = Math.min(steps, first + together - 1);
      double[] each = at(network, first, last);
      for (int i = 0; i < each.length; i++) {
        terms[first + i / x0.length] += weight[i % x0.length] * each[i];
      }
    }
    return terms;
  }

  private double[] at(Denoiser network, int first, int last) {
    int n = (last - first + 1) * x0.length;
    double[] data = new double[n];
    double[] noise = new double[n];
    int[] t = new int[n];
    for (int i = 0; i < n; i++) {
      data[i] = x0[i % x0.length];
      noise[i] = eps[i % x0.length];
      t[i] = first + i / x0.length;
    }
    Shape shape = Shape.of(n, 1);
    ForwardProcess forward = reverse.forward();
    return subject.numbers(
        () -> {
          Tensor x = subject.compute().tensor(data, shape);
          Tensor xt = forward.diffuse(x, t, subject.compute().tensor(noise, shape));
          return bound().term(x, reverse.predictedX0(network, xt, t), t);
        });
  }

  /** −E ELBO of the best denoiser: the whole bound, in nats. */
  double best() {
    Denoiser network = data.denoiser(reverse.forward(), reverse.parameterization());
    return prior() + Arrays.stream(terms(network)).sum();
  }
}
