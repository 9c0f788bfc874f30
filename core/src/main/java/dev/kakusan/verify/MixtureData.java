package dev.kakusan.verify;

import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Coefficients;
import dev.kakusan.process.ForwardProcess;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Data whose every coordinate is, with probability {@code share}, from the first Gaussian, else
 * from the second. Given x_t the two beliefs are mixed by the probability r(x_t) of the first.
 *
 * @param share in (0, 1)
 */
public record MixtureData(double share, GaussianData first, GaussianData second)
    implements KnownData {

  @Override
  public List<Component> components() {
    return List.of(
        new Component(share, first.mean(), first.std()),
        new Component(1 - share, second.mean(), second.std()));
  }

  @Override
  public double bestX0(NoiseLevel level, double xt) {
    double r = responsibility(level, xt);
    return r * first.bestX0(level, xt) + (1 - r) * second.bestX0(level, xt);
  }

  /** r(x_t) = 1/(1 + e^(−l)) = ½ + ½ tanh(l/2), l the log of the two weighed densities' ratio. */
  private double responsibility(NoiseLevel level, double xt) {
    double a = xt - level.signal() * first.mean();
    double b = xt - level.signal() * second.mean();
    double l =
        logOdds(level)
            - a * a / (2 * first.varianceAt(level))
            + b * b / (2 * second.varianceAt(level));
    return 0.5 + 0.5 * Math.tanh(l / 2);
  }

  /** What of l does not depend on x_t. */
  private double logOdds(NoiseLevel level) {
    return Math.log(share / (1 - share))
        - Math.log(first.varianceAt(level) / second.varianceAt(level)) / 2;
  }

  @Override
  public Tensor bestX0(ForwardProcess forward, int[] t, Tensor xt) {
    Coefficients c = forward.at(t, xt);
    Tensor a = xt.minus(c.signal().times(first.mean())).square();
    Tensor b = xt.minus(c.signal().times(second.mean())).square();
    Tensor l =
        b.times(of(c, forward, level -> 0.5 / second.varianceAt(level)))
            .minus(a.times(of(c, forward, level -> 0.5 / first.varianceAt(level))))
            .plus(of(c, forward, this::logOdds));
    Tensor r = l.times(0.5).tanh().times(0.5).plus(0.5);
    Tensor here = first.bestX0(forward, t, xt);
    Tensor there = second.bestX0(forward, t, xt);
    return there.plus(here.minus(there).times(r));
  }

  private static Tensor of(
      Coefficients c, ForwardProcess forward, ToDoubleFunction<NoiseLevel> number) {
    return c.of(t -> number.applyAsDouble(NoiseLevel.of(forward.schedule(), t)));
  }

  /** E[Var(x_0 | x_t)]: the spread within the two beliefs and that between them. */
  @Override
  public double leastError(NoiseLevel level) {
    return expectation(
        level,
        xt -> {
          double r = responsibility(level, xt);
          double between = first.bestX0(level, xt) - second.bestX0(level, xt);
          return r * first.leastError(level)
              + (1 - r) * second.leastError(level)
              + r * (1 - r) * between * between;
        });
  }

  @Override
  public double entropy() {
    NoiseLevel data = new NoiseLevel(1, 0);
    return expectation(data, x0 -> -Math.log(density(data, x0)));
  }

  private double density(NoiseLevel level, double xt) {
    return share * density(first, level, xt) + (1 - share) * density(second, level, xt);
  }

  private static double density(GaussianData data, NoiseLevel level, double xt) {
    double variance = data.varianceAt(level);
    double off = xt - level.signal() * data.mean();
    return Math.exp(-off * off / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
  }

  /**
   * E f(x_t) by the trapezoidal rule on a grid that reaches where the density is below 1e-20: for a
   * smooth function that dies at both ends its error falls exponentially with the spacing, here a
   * fiftieth of the narrower standard deviation.
   */
  private double expectation(NoiseLevel level, DoubleUnaryOperator f) {
    double narrow = Math.sqrt(Math.min(first.varianceAt(level), second.varianceAt(level)));
    double wide = Math.sqrt(Math.max(first.varianceAt(level), second.varianceAt(level)));
    double from = level.signal() * Math.min(first.mean(), second.mean()) - 9.5 * wide;
    double to = level.signal() * Math.max(first.mean(), second.mean()) + 9.5 * wide;
    double step = narrow / 50;
    double sum = 0;
    for (double x = from; x < to; x += step) {
      sum += density(level, x) * f.applyAsDouble(x) * step;
    }
    return sum;
  }
}
