package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.StepSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Moves weights and their averages. Where there are many, each thread of the crew moves a share of
 * the arrays, with the same bits: only the norm joins them.
 */
final class AdamW implements AutoCloseable {

  /** Fewer weights than this are moved sooner than another thread wakes. */
  private static final long WORTH_A_THREAD = 1 << 17;

  private final OptimizerSpec optimizer;
  private final ScriptModule learning;
  private final Crew crew;
  private final List<Share> shares = new ArrayList<>();

  /** The arrays start..end−1 of weights, average and moments, as arguments of a script. */
  private record Share(int start, int end, List<IValue> arrays) {}

  /**
   * @param learning the methods of {@link dev.kakusan.djl.torchscript.OptimizerScript}
   * @param state weights, their average, first and second moment
   */
  AdamW(OptimizerSpec optimizer, ScriptModule learning, Crew crew, List<Weights> state) {
    this.optimizer = optimizer;
    this.learning = learning;
    this.crew = crew;
    List<PtNDArray> model = state.get(0).arrays();
    long all = model.stream().mapToLong(PtNDArray::size).sum();
    long wanted = Math.max(WORTH_A_THREAD, (all + crew.size() - 1) / crew.size());
    long held = 0;
    int start = 0;
    for (int end = 1; end <= model.size(); end++) {
      held += model.get(end - 1).size();
      if (end == model.size() || held >= wanted * (shares.size() + 1)) {
        int from = start;
        int to = end;
        shares.add(new Share(from, to, state.stream().map(w -> w.list(from, to)).toList()));
        start = end;
      }
    }
  }

  /** One step; gives back [loss, norm of the gradients, the losses …]. */
  PtNDArray step(StepSettings settings, PtNDArray loss, PtNDArray each, IValue gradients) {
    try (PtNDArray norm = learning.call("norm").with(gradients).tensor()) {
      if (shares.size() == 1) {
        move(shares.get(0), settings, norm, gradients);
      } else {
        crew.each(shares.size(), false, k -> moveOwn(shares.get(k), settings, norm, gradients));
      }
      return learning.call("figures").with(loss).with(norm).with(each).tensor();
    }
  }

  private boolean moveOwn(Share share, StepSettings settings, PtNDArray norm, IValue gradients) {
    try (IValue own =
        learning.call("share").with(gradients).with(share.start).with(share.end).value()) {
      return move(share, settings, norm, own);
    }
  }

  private boolean move(Share share, StepSettings settings, PtNDArray norm, IValue gradients) {
    ScriptModule.Call call = learning.call("update").with(norm).with(gradients);
    share.arrays.forEach(call::with);
    call.with((double) settings.step())
        .with(settings.learningRate())
        .with(optimizer.beta1())
        .with(optimizer.beta2())
        .with(optimizer.epsilon())
        .with(optimizer.weightDecay())
        .with(optimizer.clipNorm())
        .with(1 - settings.averagingDecay())
        .tensor()
        .close();
    return true;
  }

  @Override
  public void close() {
    shares.forEach(share -> share.arrays.forEach(IValue::close));
  }
}
