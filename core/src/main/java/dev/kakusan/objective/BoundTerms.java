package dev.kakusan.objective;

import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Belief;
import dev.kakusan.process.Coefficients;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.LearnedVariance;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.function.IntToDoubleFunction;

/**
 * The terms of −ELBO(x_0) = L_T + Σ_{t=2}^T L_{t−1} + L_0 for each example, in nats (Ho et al.
 * 2020, eq. 5; theory, section 6). One formula serves every parameterization, since each states a
 * belief about x_0 and μ_θ − μ̃_t = posteriorX0(t) · (x̂_0 − x_0).
 *
 * @param forward the process
 * @param variance σ_t² of the reverse process
 * @param decoder p(x_0 | x_1)
 */
public record BoundTerms(ForwardProcess forward, ReverseVariance variance, Decoder decoder) {

  /**
   * L_{t−1} where t ≥ 2, L_0 where t = 1, from one draw of x_t: [B]. For a fixed variance.
   *
   * @param x0 the data, [B, …]
   * @param predictedX0 the network's belief, [B, …]
   * @param t one time for each example, in 1..T
   */
  public Tensor term(Tensor x0, Tensor predictedX0, int[] t) {
    return term(x0, Belief.of(predictedX0), t);
  }

  /**
   * L_{t−1} where t ≥ 2, L_0 where t = 1, from one draw of x_t, with the variance that the belief
   * tells where it is learned: [B].
   *
   * @param x0 the data, [B, …]
   * @param belief the network's, from {@link #variance}
   * @param t one time for each example, in 1..T
   */
  public Tensor term(Tensor x0, Belief belief, int[] t) {
    Tensor kl =
        belief
            .logRatio()
            .map(r -> denoising(x0, belief.x0(), r, t))
            .orElseGet(() -> denoising(x0, belief.x0(), t));
    return new Reconstruction(this).addedTo(kl, x0, belief, t);
  }

  /** KL(q(x_{t−1} | x_t, x_0) ‖ p_θ(x_{t−1} | x_t)) for a fixed variance, and 0 where t = 1. */
  private Tensor denoising(Tensor x0, Tensor predictedX0, int[] t) {
    int d = x0.shape().example().size();
    Tensor squared = predictedX0.minus(x0).square().sumPerExample();
    return squared
        .times(perExample(t, time -> time == 1 ? 0 : weightOnX0(time)))
        .plus(perExample(t, time -> time == 1 ? 0 : d * varianceMismatch(time)));
  }

  /**
   * The same for σ_t² = β̃_t e^r: ½ Σ [r − 1 + e^−r (1 + (μ_θ − μ̃_t)²/β̃_t)] over the elements.
   *
   * @param r {@link Belief#logRatio}
   */
  private Tensor denoising(Tensor x0, Tensor predictedX0, Tensor r, int[] t) {
    Coefficients c = forward.at(t, x0);
    Tensor std = c.of(time -> Math.sqrt(LearnedVariance.least(schedule(), time)));
    Tensor moved = predictedX0.minus(x0).times(c.posteriorX0()).dividedBy(std);
    Tensor inverse = r.times(-1).exp();
    Tensor mismatch = inverse.plus(-1).plus(r);
    return mismatch
        .plus(moved.square().times(inverse))
        .sumPerExample()
        .times(perExample(t, time -> time == 1 ? 0 : 0.5));
  }

  /**
   * The factor of ‖x̂_0 − x_0‖² in L_{t−1}, t ≥ 2: posteriorX0(t)² / (2σ_t²), which for σ_t² = β̃_t
   * is ½ (SNR(t−1) − SNR(t)) (theory S9). For a fixed variance.
   */
  public double weightOnX0(int t) {
    double factor = schedule().posteriorX0(t);
    return factor * factor / (2 * variance.at(schedule(), t));
  }

  /**
   * The rest of L_{t−1}, a dimension: ½ [β̃_t/σ_t² − 1 − ln(β̃_t/σ_t²)], 0 where they agree. For a
   * fixed variance.
   */
  public double varianceMismatch(int t) {
    double ratio = schedule().posteriorVariance(t) / variance.at(schedule(), t);
    return (ratio - 1 - Math.log(ratio)) / 2;
  }

  /**
   * L_T = KL(q(x_T | x_0) ‖ N(0, I)) of one example, on the host; no network is in it.
   *
   * @param x0 one example's values
   */
  public double prior(double[] x0) {
    int last = schedule().steps();
    double alphaBar = schedule().alphaBar(last);
    double perDimension = -alphaBar - Math.log1p(-alphaBar);
    double sum = 0;
    for (double x : x0) {
      sum += alphaBar * x * x + perDimension;
    }
    return sum / 2;
  }

  /** T/D, which brings a term at uniform t to the whole bound in nats per dimension. */
  double timesPerDimension(Tensor x0) {
    return (double) schedule().steps() / x0.shape().example().size();
  }

  /** A function of each example's time: [B]. */
  Tensor perExample(int[] t, IntToDoubleFunction function) {
    double[] values = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      values[i] = function.applyAsDouble(t[i]);
    }
    return forward.compute().tensor(values, Shape.of(t.length));
  }

  NoiseSchedule schedule() {
    return forward.schedule();
  }
}
