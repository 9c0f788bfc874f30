package dev.kakusan.process;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;

/**
 * Data whose every coordinate is N(mean, std²), for which all is known (theory, section 7).
 *
 * @param std above 0
 */
public record GaussianData(double mean, double std) {

  /** The variance of x_t: ᾱ_t s² + 1 − ᾱ_t. */
  public double varianceAt(NoiseSchedule s, int t) {
    return s.alphaBar(t) * std * std + s.noiseVariance(t);
  }

  /** The slope of E[x_0 | x_t] in x_t: √ᾱ_t s² / (ᾱ_t s² + 1 − ᾱ_t). */
  public double slope(NoiseSchedule s, int t) {
    return s.signalScale(t) * std * std / varianceAt(s, t);
  }

  /** E[x_0 | x_t], of one coordinate. */
  public double bestX0(NoiseSchedule s, int t, double xt) {
    return mean + slope(s, t) * (xt - s.signalScale(t) * mean);
  }

  /** E[(x_0 − E[x_0 | x_t])²] of one coordinate: s² (1 − ᾱ_t) / (ᾱ_t s² + 1 − ᾱ_t). */
  public double leastError(NoiseSchedule s, int t) {
    return std * std * s.noiseVariance(t) / varianceAt(s, t);
  }

  /** −E ln p(x_0) of one coordinate, in nats. */
  public double entropy() {
    return Math.log(2 * Math.PI * Math.E * std * std) / 2;
  }

  /** The best denoiser, speaking a parameterization. */
  public Denoiser denoiser(ForwardProcess forward, Parameterization parameterization) {
    return (xt, t) -> {
      NoiseSchedule s = forward.schedule();
      Coefficients c = forward.at(t, xt);
      Tensor centred = xt.minus(c.of(time -> s.signalScale(time) * mean));
      Tensor x0 = centred.times(c.of(time -> slope(s, time))).plus(mean);
      Tensor eps = xt.minus(x0.times(c.signal())).dividedBy(c.noise());
      return parameterization.target(x0, xt, eps, c);
    };
  }
}
