package dev.kakusan.djl;

import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.StepSettings;
import java.util.List;

/** AdamW for some weights. */
final class AdamWMove extends Move {

  private final OptimizerSpec spec;

  /**
   * @param state weights, average, first and second moment
   */
  AdamWMove(OptimizerSpec spec, ScriptModule learning, List<Weights> state, List<Integer> which) {
    super(learning, state, which);
    this.spec = spec;
  }

  @Override
  String method() {
    return "adamw";
  }

  @Override
  ScriptModule.Call arguments(ScriptModule.Call call, StepSettings settings) {
    return call.with((double) settings.step())
        .with(settings.learningRate())
        .with(spec.beta1())
        .with(spec.beta2())
        .with(spec.epsilon())
        .with(spec.weightDecay())
        .with(spec.clipNorm())
        .with(1 - settings.averagingDecay());
  }
}
