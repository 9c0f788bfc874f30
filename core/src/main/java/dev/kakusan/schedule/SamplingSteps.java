package dev.kakusan.schedule;

import dev.kakusan.InvalidInput;

/** Which times a sampler visits. */
public final class SamplingSteps {

  private SamplingSteps() {}

  /** Every time, T..1. */
  public static int[] all(int steps) {
    return evenly(steps, steps);
  }

  /**
   * {@code count} of the times 1..T at even distances, the last always T (the "trailing" choice of
   * Lin et al. 2023), in falling order: round(T · k / count), k = count..1.
   */
  public static int[] evenly(int steps, int count) {
    if (count < 1 || count > steps) {
      throw new InvalidInput("steps must lie in 1.." + steps + " (the timesteps), got " + count);
    }
    int[] times = new int[count];
    for (int k = count; k >= 1; k--) {
      times[count - k] = (int) Math.round((double) steps * k / count);
    }
    return times;
  }
}
