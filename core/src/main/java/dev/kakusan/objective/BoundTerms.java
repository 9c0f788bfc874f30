package dev.kakusan.objective;

import dev.kakusan.compute.Tensor;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.schedule.NoiseSchedule;

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
   * L_{t−1} where t ≥ 2, L_0 where t = 1, from one draw of x_t: [B].
   *
   * @param x0 the data, [B, …]
   * @param predictedX0 the network's belief, [B, …]
   * @param t one time for each example, in 1..T
   */
  public Tensor term(Tensor x0, Tensor predictedX0, int[] t) {
    Tensor kl = denoising(x0, predictedX0, t);
    boolean decodes = false;
    for (int time : t) {
      decodes |= time == 1;
    }
    if (!decodes) {
      return kl;
    }
    // Elsewhere than at t = 1 the decoder looks at the data themselves, so that it stays tame.
    Tensor first = forward.at(t, x0).of(time -> time == 1 ? 1 : 0);
    Tensor others = forward.at(t, x0).of(time -> time == 1 ? 0 : 1);
    Tensor mean = predictedX0.times(first).plus(x0.times(others));
    Tensor nats = decoder.negativeLogLikelihood(x0, mean, variance.decoder(schedule()));
    double[] chosen = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      chosen[i] = t[i] == 1 ? 1 : 0;
    }
    return kl.plus(nats.times(forward.compute().tensor(chosen, kl.shape())));
  }

  /** KL(q(x_{t−1} | x_t, x_0) ‖ p_θ(x_{t−1} | x_t)), and 0 where t = 1. */
  private Tensor denoising(Tensor x0, Tensor predictedX0, int[] t) {
    int d = x0.shape().example().size();
    double[] slope = new double[t.length];
    double[] offset = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      slope[i] = t[i] == 1 ? 0 : weightOnX0(t[i]);
      offset[i] = t[i] == 1 ? 0 : d * varianceMismatch(t[i]);
    }
    Tensor squared = predictedX0.minus(x0).square().sumPerExample();
    return squared
        .times(forward.compute().tensor(slope, squared.shape()))
        .plus(forward.compute().tensor(offset, squared.shape()));
  }

  /**
   * The factor of ‖x̂_0 − x_0‖² in L_{t−1}, t ≥ 2: posteriorX0(t)² / (2σ_t²), which for σ_t² = β̃_t
   * is ½ (SNR(t−1) − SNR(t)) (theory S9).
   */
  public double weightOnX0(int t) {
    double factor = schedule().posteriorX0(t);
    return factor * factor / (2 * variance.at(schedule(), t));
  }

  /** The rest of L_{t−1}, a dimension: ½ [β̃_t/σ_t² − 1 − ln(β̃_t/σ_t²)], 0 where they agree. */
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

  private NoiseSchedule schedule() {
    return forward.schedule();
  }
}
