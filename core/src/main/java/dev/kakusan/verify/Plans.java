package dev.kakusan.verify;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.objective.LossWeighting;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.ObjectivePlan;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Every objective that a user can train with, and a small batch to try it on. */
final class Plans {

  /** Four steps, uneven, none of whose weights in the bound is large. */
  static final NoiseSchedule SCHEDULE = NoiseSchedule.ofBetas(0.25, 0.15, 0.4, 0.55);

  /** A batch that meets every time twice. */
  static final int[] TIMES = {1, 2, 3, 4, 1, 2, 3, 4};

  static final Shape SHAPE = Shape.of(TIMES.length, 2);

  private Plans() {}

  /** Every combination that makes sense. */
  static List<ObjectivePlan> all() {
    List<ObjectivePlan> plans = new ArrayList<>();
    List<LossWeighting> weightings =
        List.of(
            LossWeighting.SIMPLE,
            LossWeighting.ELBO,
            LossWeighting.minSnr(1.5), // between the SNRs of the schedule
            LossWeighting.HYBRID);
    for (ObjectiveKind kind : ObjectiveKind.values()) {
      for (LossWeighting weighting : weightings) {
        for (ReverseVariance variance : ReverseVariance.values()) {
          if (makesSense(kind, weighting, variance)) {
            plans.add(new ObjectivePlan(kind, weighting, variance));
          }
        }
      }
    }
    return plans;
  }

  private static boolean makesSense(
      ObjectiveKind kind, LossWeighting weighting, ReverseVariance variance) {
    try {
      return new ObjectivePlan(kind, weighting, variance).kind() == kind;
    } catch (InvalidInput e) {
      return false;
    }
  }

  /** As in {@code v, elbo, small variance}. */
  static String name(ObjectivePlan plan) {
    return plan.kind() + ", " + plan.weighting() + ", " + plan.variance() + " variance";
  }

  /** The batch's data: levels of five-level pixels, exact in any precision. */
  static double[] data() {
    double[] x0 = new double[SHAPE.size()];
    Arrays.setAll(x0, i -> Subject.KEY.child("pixels").child(i).index(5) / 2.0 - 1);
    return x0;
  }
}
