package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A network's passes, forward and backward. Where a batch is worth it, its parts go through the
 * network side by side: examples do not depend on each other. The network's output is then, to the
 * loss, a new beginning; the loss's gradient there is carried on through each part, and the parts'
 * gradients are added in their order, so the same crew gives the same bits.
 */
final class Passes {

  /** Fewer products than this for a thread are not worth waking it. */
  private static final long WORTH_A_THREAD = 1 << 20;

  /**
   * A recorded pass in parts.
   *
   * @param joined the output of all, with no history
   * @param outputs of the parts, with their history
   */
  private record Pass(PtNDArray joined, List<PtNDArray> outputs) {
    int start(int part) {
      return Passes.start(part, outputs.size(), (int) joined.getShape().get(0));
    }
  }

  private final ScriptModule network;
  private final ScriptModule learning;
  private final DjlCompute compute;
  private final long weights;
  private final List<Pass> recorded = new ArrayList<>();
  private boolean recordedWhole;
  private boolean recordedWide;

  /**
   * @param weights how many the network has
   */
  Passes(ScriptModule network, ScriptModule learning, DjlCompute compute, long weights) {
    this.network = network;
    this.learning = learning;
    this.compute = compute;
    this.weights = weights;
  }

  /** The network's output for x [B, …] and the features e [B, width] of its times. */
  PtNDArray forward(PtNDArray x, PtNDArray e, IValue weights) {
    int batch = (int) x.getShape().get(0);
    int parts = Math.min(batch, worth(batch));
    boolean recording = compute.recording();
    if (parts == 1 || (recording && JniUtils.requiresGrad(x))) {
      recordedWhole |= recording;
      Supplier<PtNDArray> pass =
          () -> network.call("forward").with(x).with(e).with(weights).tensor();
      boolean wide = worth(batch) > parts;
      recordedWide |= recording && wide;
      return wide ? compute.crew().together(pass) : pass.get();
    }
    List<PtNDArray> outputs =
        compute
            .crew()
            .each(
                parts,
                recording,
                k ->
                    network
                        .call("part")
                        .with(x)
                        .with(e)
                        .with(weights)
                        .with(start(k, parts, batch))
                        .with(start(k + 1, parts, batch))
                        .tensor());
    PtNDArray joined = compute.withRecording(false, () -> joined(outputs));
    if (recording) {
      joined.setRequiresGradient(true);
      recorded.add(new Pass(joined, outputs));
    } else {
      outputs.forEach(PtNDArray::close);
    }
    return joined;
  }

  /** How many threads such a batch is worth. */
  private int worth(int batch) {
    long worth = Math.max(1, batch * weights / WORTH_A_THREAD);
    return (int) Math.min(worth, compute.crew().size());
  }

  private static int start(int part, int parts, int batch) {
    return (int) ((long) batch * part / parts);
  }

  private PtNDArray joined(List<PtNDArray> outputs) {
    try (IValue list = IValue.listFrom(outputs.toArray(PtNDArray[]::new))) {
      return compute.operations().call("join").with(list).tensor();
    }
  }

  /** The loss's gradient for each of the model's weights, a list that the caller closes. */
  IValue gradients(PtNDArray loss, Weights model) {
    if (recorded.isEmpty()) {
      Supplier<IValue> pass =
          () -> learning.call("gradients").with(loss).with(model.list()).value();
      return recordedWide ? compute.crew().together(pass) : pass.get();
    }
    List<PtNDArray> ends = new ArrayList<>();
    recorded.forEach(pass -> ends.add(pass.joined));
    if (recordedWhole) {
      ends.addAll(model.arrays());
    }
    List<IValue> shares = new ArrayList<>();
    try (IValue inputs = IValue.listFrom(ends.toArray(PtNDArray[]::new))) {
      PtNDArray[] slopes = learning.call("gradients").with(loss).with(inputs).tensors();
      if (recordedWhole) {
        PtNDArray[] direct = new PtNDArray[slopes.length - recorded.size()];
        System.arraycopy(slopes, recorded.size(), direct, 0, direct.length);
        shares.add(IValue.listFrom(direct));
      }
      for (int i = 0; i < recorded.size(); i++) {
        shares.addAll(backward(recorded.get(i), slopes[i], model.list()));
      }
      for (PtNDArray slope : slopes) {
        slope.close();
      }
    }
    return sum(shares);
  }

  private List<IValue> backward(Pass pass, PtNDArray slope, IValue weights) {
    return compute
        .crew()
        .each(
            pass.outputs.size(),
            true,
            k ->
                learning
                    .call("backward")
                    .with(pass.outputs.get(k))
                    .with(slope)
                    .with(pass.start(k))
                    .with(pass.start(k + 1))
                    .with(weights)
                    .value());
  }

  private IValue sum(List<IValue> shares) {
    IValue sum = shares.get(0);
    for (IValue share : shares.subList(1, shares.size())) {
      learning.call("add").with(sum).with(share).value().close();
      share.close();
    }
    return sum;
  }

  /** Forgets what was recorded. */
  void forget() {
    for (Pass pass : recorded) {
      pass.outputs.forEach(PtNDArray::close);
    }
    recorded.clear();
    recordedWhole = false;
    recordedWide = false;
  }
}
