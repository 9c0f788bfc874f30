package dev.kakusan.verify;

import dev.kakusan.schedule.NoiseSchedule;

/**
 * One moment of the process: x_t = signal · x_0 + √noiseVariance · ε.
 *
 * @param signal √ᾱ_t
 * @param noiseVariance 1 − ᾱ_t
 */
public record NoiseLevel(double signal, double noiseVariance) {

  /** The level at t in 0..T. */
  public static NoiseLevel of(NoiseSchedule schedule, int t) {
    return new NoiseLevel(schedule.signalScale(t), schedule.noiseVariance(t));
  }
}
