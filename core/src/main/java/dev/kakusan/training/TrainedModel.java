package dev.kakusan.training;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Shape;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseProcess;

/**
 * The process that a plan's network was trained for.
 *
 * @param plan of the run
 * @param example the shape of one example
 * @param compute of the backend that runs it now
 */
public record TrainedModel(TrainingPlan plan, Shape example, Compute compute) {

  /** The reverse process; {@code clip} moves each predicted x_0 into [−1, 1]. */
  public ReverseProcess reverse(boolean clip) {
    return new ReverseProcess(
        new ForwardProcess(plan.schedule(), compute),
        plan.parameterization(),
        plan.variance(),
        clip);
  }
}
