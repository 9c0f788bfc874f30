package dev.kakusan.verify;

import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Coefficients;
import dev.kakusan.process.ForwardProcess;
import java.util.List;

/**
 * Data whose every coordinate is N(mean, std²).
 *
 * @param std above 0
 */
public record GaussianData(double mean, double std) implements KnownData {

  @Override
  public List<Component> components() {
    return List.of(new Component(1, mean, std));
  }

  /** The variance of x_t: ᾱ_t s² + 1 − ᾱ_t. */
  public double varianceAt(NoiseLevel level) {
    return level.signal() * level.signal() * std * std + level.noiseVariance();
  }

  /** The slope of E[x_0 | x_t] in x_t: √ᾱ_t s² / (ᾱ_t s² + 1 − ᾱ_t). */
  public double slope(NoiseLevel level) {
    return level.signal() * std * std / varianceAt(level);
  }

  @Override
  public double bestX0(NoiseLevel level, double xt) {
    return mean + slope(level) * (xt - level.signal() * mean);
  }

  @Override
  public Tensor bestX0(ForwardProcess forward, int[] t, Tensor xt) {
    Coefficients c = forward.at(t, xt);
    Tensor slope = c.of(time -> slope(NoiseLevel.of(forward.schedule(), time)));
    return xt.minus(c.signal().times(mean)).times(slope).plus(mean);
  }

  /** Var(x_0 | x_t), the same at every x_t: s² (1 − ᾱ_t) / (ᾱ_t s² + 1 − ᾱ_t). */
  @Override
  public double leastError(NoiseLevel level) {
    return std * std * level.noiseVariance() / varianceAt(level);
  }

  @Override
  public double entropy() {
    return Math.log(2 * Math.PI * Math.E * std * std) / 2;
  }
}
