package dev.kakusan.process;

import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;

/**
 * σ_t² as the network says it, element by element, between the fixed ones (Nichol, Dhariwal 2021,
 * eq. 15): ln σ_t² = v′ ln β_t + (1 − v′) ln β̃_t, v′ = (v + 1)/2, v being the second part of the
 * output. Nothing keeps v′ in [0, 1].
 *
 * <p>Kept as the ratio ln(σ_t²/β̃_t) = v′ ln(β_t/β̃_t), which is small where the two limits are
 * close and would lose its digits as a difference of logarithms.
 */
public final class LearnedVariance {

  private LearnedVariance() {}

  /**
   * The lower limit: β̃_t, but at t = 1, where that is 0, β̃_2 (Nichol, Dhariwal 2021, section 3.1;
   * β_1 where T is 1). Above 0 and at most β_t, for t in 1..T.
   */
  public static double least(NoiseSchedule schedule, int t) {
    return t == 1 ? ReverseVariance.SMALL.decoder(schedule) : schedule.posteriorVariance(t);
  }

  /** ln(β_t / {@link #least}), 0 or more: how far v reaches. */
  static double reach(NoiseSchedule schedule, int t) {
    return Math.log(schedule.beta(t) / least(schedule, t));
  }

  /**
   * ln(σ_t² / {@link #least}), [B, …].
   *
   * @param v the network's say, [B, …]; −1 gives the small variance, 1 the large
   */
  static Tensor logRatio(Tensor v, Coefficients c) {
    return v.plus(1).times(0.5).times(c.varianceReach());
  }
}
