package dev.kakusan.djl;

import dev.kakusan.compute.Muon;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepSettings;
import java.util.List;

/** Muon for weights of one shape, all in one product. */
final class MuonMove extends Move {

  private final OptimizerSpec spec;
  private final Muon muon;
  private final double stride;

  /**
   * @param state weights, average, first and second moment, of which Muon has only the first
   */
  MuonMove(
      OptimizerSpec spec,
      Shape shape,
      ScriptModule learning,
      List<Weights> state,
      List<Integer> which) {
    super(learning, state.subList(0, 3), which);
    this.spec = spec;
    this.muon = spec.muon().orElseThrow();
    this.stride = Muon.stride(shape);
  }

  @Override
  String method() {
    return "muon";
  }

  @Override
  ScriptModule.Call arguments(ScriptModule.Call call, StepSettings settings) {
    double rate = settings.learningRate() * muon.rateFactor();
    return call.with(muon.momentum())
        .with(1 - rate * spec.weightDecay())
        .with(-rate * stride)
        .with(spec.clipNorm())
        .with(1 - settings.averagingDecay());
  }
}
