package dev.kakusan.verify;

import dev.kakusan.process.Parameterization;

/**
 * The table of the four parameterizations (theory, section 5), written down a second time on the
 * numbers of {@link ByHand}.
 */
final class Published {

  private Published() {}

  /** What a network that believes in x_0 says of x_t. */
  static double output(Parameterization p, ByHand q, int t, double x0, double xt) {
    double eps = (xt - q.signal(t) * x0) / q.noise(t);
    return switch (p) {
      case MEAN -> q.posteriorX0(t) * x0 + q.posteriorXt(t) * xt;
      case X0 -> x0;
      case EPSILON -> eps;
      case V -> q.signal(t) * eps - q.noise(t) * x0;
    };
  }

  /** The x_0 that an output stands for. */
  static double x0(Parameterization p, ByHand q, int t, double xt, double output) {
    return switch (p) {
      case MEAN -> (output - q.posteriorXt(t) * xt) / q.posteriorX0(t);
      case X0 -> output;
      case EPSILON -> (xt - q.noise(t) * output) / q.signal(t);
      case V -> q.signal(t) * xt - q.noise(t) * output;
    };
  }

  /** The size of the numbers that {@link #x0} adds up: a rounding is relative to it. */
  static double reach(Parameterization p, ByHand q, int t, double xt, double output) {
    double at = Math.abs(xt);
    double out = Math.abs(output);
    return switch (p) {
      case MEAN -> (out + q.posteriorXt(t) * at) / q.posteriorX0(t);
      case X0 -> out;
      case EPSILON -> (at + q.noise(t) * out) / q.signal(t);
      case V -> q.signal(t) * at + q.noise(t) * out;
    };
  }

  /** How far the predicted x_0 moves for a unit of the output, without its sign. */
  static double x0PerOutput(Parameterization p, ByHand q, int t) {
    return switch (p) {
      case MEAN -> 1 / q.posteriorX0(t);
      case X0 -> 1;
      case EPSILON -> q.noise(t) / q.signal(t);
      case V -> q.noise(t);
    };
  }

  /** The factor of the output's squared error in L_{t−1}, for σ_t² = β̃_t and t ≥ 2. */
  static double weight(Parameterization p, ByHand q, int t) {
    double halfSnrFall = (q.snr(t - 1) - q.snr(t)) / 2;
    double beta = q.beta(t);
    return switch (p) {
      case MEAN -> 1 / (2 * q.posteriorVariance(t));
      case X0 -> halfSnrFall;
      case EPSILON -> beta * beta / (2 * q.posteriorVariance(t) * (1 - beta) * q.noiseVariance(t));
      // ‖x̂_0 − x_0‖² = (1 − ᾱ_t) ‖v̂ − v‖².
      case V -> halfSnrFall * q.noiseVariance(t);
    };
  }
}
