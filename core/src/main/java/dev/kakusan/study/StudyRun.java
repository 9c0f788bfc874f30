package dev.kakusan.study;

import dev.kakusan.training.TrainingPlan;

/**
 * One run of a study.
 *
 * @param variant the name of what differs: an objective, or settings
 * @param seed of all its randomness
 * @param plan the study's, under this variant and seed
 */
public record StudyRun(String variant, long seed, TrainingPlan plan) {

  /** Its folder below the study's: {@code epsilon-seed-2}. */
  public String name() {
    return variant + "-seed-" + seed;
  }
}
