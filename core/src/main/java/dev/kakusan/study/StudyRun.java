package dev.kakusan.study;

import dev.kakusan.training.TrainingPlan;

/**
 * One run of a study.
 *
 * @param objective as a user writes it
 * @param seed of all its randomness
 * @param plan the study's, under this objective and seed
 */
public record StudyRun(String objective, long seed, TrainingPlan plan) {

  /** Its folder below the study's: {@code epsilon-seed-2}. */
  public String name() {
    return objective + "-seed-" + seed;
  }
}
