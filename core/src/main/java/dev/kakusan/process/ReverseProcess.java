package dev.kakusan.process;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;

/**
 * The learned process from noise to data: p_θ(x_{t−1} | x_t) = N(μ_θ(x_t, t), σ_t² I), with a
 * learned variance one σ_t² for each element.
 *
 * @param forward the process it undoes
 * @param parameterization what the network's output means
 * @param variance σ_t²
 * @param clip whether a predicted x_0 is moved into [−1, 1]
 */
public record ReverseProcess(
    ForwardProcess forward,
    Parameterization parameterization,
    ReverseVariance variance,
    boolean clip) {

  /** The network's belief about x_0; x_t: [B, …], t in 1..T. */
  public Tensor predictedX0(Denoiser network, Tensor xt, int[] t) {
    return x0(network.predict(xt, t), xt, t);
  }

  /** What the network says of the step: its belief about x_0 and, where learned, σ_t². */
  public Belief belief(Denoiser network, Tensor xt, int[] t) {
    Tensor output = network.predict(xt, t);
    return new Belief(x0(output, xt, t), variance.logRatio(output, forward.at(t, xt)));
  }

  /** The belief about x_0 that an output stands for. */
  public Tensor x0(Tensor output, Tensor xt, int[] t) {
    Tensor x0 = parameterization.x0(xt, variance.prediction(output), forward.at(t, xt));
    return clip ? x0.clamp(-1, 1) : x0;
  }

  /** μ_θ(x_t, t): the forward posterior's mean at the predicted x_0. */
  public Tensor mean(Denoiser network, Tensor xt, int[] t) {
    return forward.posteriorMean(predictedX0(network, xt, t), xt, t);
  }

  /**
   * σ_t z of a belief at one time t in 2..T.
   *
   * @param z standard normal, [B, …]
   */
  public Tensor noise(Belief belief, int t, Tensor z) {
    return belief
        .logRatio()
        .map(r -> z.times(r.times(0.5).exp()).times(std(LearnedVariance.least(schedule(), t))))
        .orElseGet(() -> z.times(std(variance.at(schedule(), t))));
  }

  private static double std(double variance) {
    return Math.sqrt(variance);
  }

  private NoiseSchedule schedule() {
    return forward.schedule();
  }
}
