package dev.kakusan.study;

import dev.kakusan.compute.Compute;
import dev.kakusan.objective.BoundTerms;
import dev.kakusan.objective.Decoder;
import dev.kakusan.objective.DenoisingObjective;
import dev.kakusan.objective.Objective;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import dev.kakusan.training.TrainingPlan;
import java.util.Map;
import java.util.Optional;

/** The losses that a study measures with, whatever it trained with. */
final class StudyObjectives {

  private static final String TWO_DRAWS = "two-sample";
  private static final String ONE_DRAW = "posterior-mean";

  private StudyObjectives() {}

  /** The plan with the bound's own weights: every objective then estimates −ELBO's gradient. */
  static TrainingPlan bound(TrainingPlan plan) {
    return with(plan, Setting.WEIGHTING, "elbo");
  }

  /**
   * The bound, estimated with two draws where the plan takes one, or with one where it takes two;
   * the network's output means the same to both, so they have one and the same expected gradient.
   */
  static Optional<TrainingPlan> twin(TrainingPlan plan) {
    String objective = plan.settings().text(Setting.OBJECTIVE);
    if (!Setting.OBJECTIVE.choices().contains(TWO_DRAWS)) {
      return Optional.empty();
    }
    return switch (objective) {
      case TWO_DRAWS -> Optional.of(with(bound(plan), Setting.OBJECTIVE, ONE_DRAW));
      case ONE_DRAW -> Optional.of(with(bound(plan), Setting.OBJECTIVE, TWO_DRAWS));
      default -> Optional.empty();
    };
  }

  private static TrainingPlan with(TrainingPlan plan, Setting setting, String value) {
    Settings changed = Settings.of(Map.of(setting.key(), value), "study: ");
    return new TrainingPlan(plan.settings().overriddenBy(changed));
  }

  static Objective objective(TrainingPlan plan, Compute compute, int levels) {
    ForwardProcess forward = new ForwardProcess(plan.schedule(), compute);
    return new DenoisingObjective(
        plan.parameterization(),
        plan.weighting(),
        new BoundTerms(forward, plan.variance(), Decoder.forLevels(levels)));
  }
}
