package dev.kakusan.study;

import dev.kakusan.objective.LossWeighting;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.ObjectivePlan;
import java.util.Optional;

/** The losses that a study measures with, whatever it trained with. */
final class StudyObjectives {

  private StudyObjectives() {}

  /** With the bound's own weights: every objective then estimates the gradient of −ELBO. */
  static ObjectivePlan bound(ObjectivePlan trained) {
    return bound(trained, trained.kind());
  }

  /**
   * The bound, estimated with two draws where the objective takes one, or with one where it takes
   * two. The network's output means the same to both, so they have one and the same expected
   * gradient (theory S8); none for an objective that predicts no mean.
   */
  static Optional<ObjectivePlan> twin(ObjectivePlan trained) {
    return switch (trained.kind()) {
      case TWO_SAMPLE -> Optional.of(bound(trained, ObjectiveKind.POSTERIOR_MEAN));
      case POSTERIOR_MEAN -> Optional.of(bound(trained, ObjectiveKind.TWO_SAMPLE));
      case X0, EPSILON, V -> Optional.empty();
    };
  }

  private static ObjectivePlan bound(ObjectivePlan trained, ObjectiveKind kind) {
    return new ObjectivePlan(kind, LossWeighting.ELBO, trained.variance());
  }
}
