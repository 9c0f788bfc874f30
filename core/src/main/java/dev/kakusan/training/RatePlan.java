package dev.kakusan.training;

import dev.kakusan.InvalidInput;

/**
 * The learning rate of each step: linear warm-up, then a schedule over the whole run.
 *
 * @param highest above 0
 * @param schedule over the run
 * @param warmupSteps at least 0
 */
public record RatePlan(double highest, RateSchedule schedule, long warmupSteps) {

  public RatePlan {
    if (!(highest > 0 && highest < Double.POSITIVE_INFINITY)) {
      throw new InvalidInput("learning-rate must be above 0 and finite, got " + highest);
    }
    if (warmupSteps < 0) {
      throw new InvalidInput("warmup-steps must be 0 or more, got " + warmupSteps);
    }
  }

  /**
   * The rate of a step.
   *
   * @param step 1 for the first
   * @param fraction of the run done before it
   */
  public double at(long step, double fraction) {
    double warmup = step <= warmupSteps ? (double) step / (warmupSteps + 1) : 1;
    return highest * warmup * schedule.factor(fraction);
  }

  /** Whether the rate of a step depends on how long the run is. */
  public boolean dependsOnLength() {
    return schedule != RateSchedule.CONSTANT;
  }
}
