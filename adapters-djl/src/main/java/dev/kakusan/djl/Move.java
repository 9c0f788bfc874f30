package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.kakusan.compute.StepSettings;
import java.util.List;

/** What an optimiser does to some of the weights, in place. */
abstract class Move implements AutoCloseable {

  private final ScriptModule learning;
  private final boolean all;
  private final IValue which;
  private final List<IValue> arrays;

  /**
   * @param state arrays by weight: weights, average, and the moments it uses
   * @param which the places of its weights among all
   */
  Move(ScriptModule learning, List<Weights> state, List<Integer> which) {
    this.learning = learning;
    this.all = which.size() == state.get(0).arrays().size();
    this.which = IValue.listFrom(which.stream().mapToLong(i -> i).toArray());
    this.arrays = state.stream().map(weights -> weights.list(which)).toList();
  }

  /**
   * One step.
   *
   * @param norm of all gradients
   * @param gradients of all weights; those of its own may change
   */
  final void step(StepSettings settings, PtNDArray norm, IValue gradients) {
    if (all) {
      move(settings, norm, gradients);
      return;
    }
    try (IValue own = learning.call("pick").with(gradients).with(which).value()) {
      move(settings, norm, own);
    }
  }

  private void move(StepSettings settings, PtNDArray norm, IValue gradients) {
    ScriptModule.Call call = learning.call(method()).with(norm).with(gradients);
    arrays.forEach(call::with);
    arguments(call, settings).tensor().close();
  }

  /** The method of {@link dev.kakusan.djl.torchscript.OptimizerScript} that moves. */
  abstract String method();

  /** Its arguments after the arrays. */
  abstract ScriptModule.Call arguments(ScriptModule.Call call, StepSettings settings);

  @Override
  public final void close() {
    which.close();
    arrays.forEach(IValue::close);
  }
}
