package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.compute.StepReport;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.WeightSink;
import dev.kakusan.compute.WeightSource;
import dev.kakusan.djl.torchscript.NetworkScript;
import dev.kakusan.observe.Phase;
import dev.kakusan.random.RandomKey;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A network as one TorchScript method, and its learning as another. Every array has its place for
 * life and changes there.
 */
final class DjlDenoiser implements TrainableDenoiser {

  private final DenoiserSpec spec;
  private final TimeTable times;
  private final DjlCompute compute;
  private final ScriptModule network;
  private final Optimizer optimizer;
  private final Passes passes;
  private final Weights model;
  private final Weights averaged;
  private final Weights first;
  private final Weights second;
  private boolean closed;

  /**
   * A fresh network.
   *
   * @param learning the methods of {@link dev.kakusan.djl.torchscript.OptimizerScript}
   */
  DjlDenoiser(
      DenoiserSpec spec,
      OptimizerSpec optimizer,
      RandomKey key,
      DjlCompute compute,
      ScriptModule network,
      ScriptModule learning) {
    this.spec = spec;
    this.times = new TimeTable(compute, NetworkScript.timeFeatures(spec));
    this.compute = compute;
    this.network = network;
    this.passes = new Passes(network, learning, compute, spec.size());
    List<ParameterSpec> parameters = spec.parameters();
    this.model = new Weights(compute, parameters, "", p -> p.initialValues(key));
    this.averaged = new Weights(compute, parameters, "", p -> p.initialValues(key));
    this.first = new Weights(compute, parameters, "first.", p -> new double[p.shape().size()]);
    this.second = new Weights(compute, parameters, "second.", p -> new double[p.shape().size()]);
    List<Weights> state = List.of(model, averaged, first, second);
    this.optimizer = new Optimizer(optimizer, parameters, learning, compute.crew(), state);
    model.recordGradients();
  }

  @Override
  public Tensor predict(Tensor xt, int[] t) {
    return predict(model, xt, t);
  }

  @Override
  public Denoiser averaged() {
    return (xt, t) -> predict(averaged, xt, t);
  }

  private Tensor predict(Weights weights, Tensor xt, int[] t) {
    requireOpen();
    if (!xt.shape().equals(spec.example().batchOf(t.length))) {
      throw new IllegalArgumentException(
          "a batch of shape "
              + xt.shape()
              + " and "
              + t.length
              + " times, for examples of shape "
              + spec.example());
    }
    return compute.withRecording(
        compute.recording(),
        () -> {
          try (Phase phase = Phase.begin(Phase.FORWARD);
              PtNDArray e = times.of(t)) {
            return compute.born(passes.forward(compute.array(xt), e, weights.list()));
          }
        });
  }

  @Override
  public StepReport update(StepSettings settings, Function<Denoiser, Tensor> losses) {
    return new DjlStepReport(
        learned(losses, (loss, each, gradients) -> optimised(settings, loss, each, gradients)));
  }

  private PtNDArray optimised(
      StepSettings settings, PtNDArray loss, PtNDArray each, IValue gradients) {
    try (Phase phase = Phase.begin(Phase.OPTIMISER)) {
      return optimizer.step(settings, loss, each, gradients);
    }
  }

  @Override
  public double[][] gradients(Function<Denoiser, Tensor> losses) {
    PtNDArray[] arrays =
        learned(losses, (loss, each, list) -> list.toTensorArray(compute.manager()));
    double[][] gradients = new double[arrays.length][];
    for (int i = 0; i < arrays.length; i++) {
      try (PtNDArray array = arrays[i]) {
        gradients[i] = DjlCompute.download(array);
      }
    }
    return gradients;
  }

  /** What to do with the losses' mean, the losses, and the gradients of the mean. */
  private interface Learning<T> {
    T from(PtNDArray loss, PtNDArray each, IValue gradients);
  }

  /** Records the losses, learns from them without recording, and frees what lay between. */
  private <T> T learned(Function<Denoiser, Tensor> losses, Learning<T> learning) {
    requireOpen();
    if (compute.recording()) {
      throw new IllegalStateException("an update cannot run inside another");
    }
    return compute.scoped(
        () -> {
          try {
            Tensor each = compute.withRecording(true, () -> losses.apply(this));
            Tensor loss = compute.withRecording(true, () -> mean(each));
            return compute.withRecording(
                false, () -> learn(compute.array(loss), compute.array(each), learning));
          } finally {
            passes.forget();
          }
        });
  }

  private <T> T learn(PtNDArray loss, PtNDArray each, Learning<T> learning) {
    try (IValue gradients = gradients(loss)) {
      return learning.from(loss, each, gradients);
    }
  }

  private IValue gradients(PtNDArray loss) {
    try (Phase phase = Phase.begin(Phase.BACKWARD)) {
      return passes.gradients(loss, model);
    }
  }

  private static Tensor mean(Tensor losses) {
    if (losses.shape().rank() != 1) {
      throw new IllegalArgumentException(
          "losses must be one for each example, [B], got " + losses.shape());
    }
    return losses.mean();
  }

  @Override
  public void writeTo(WeightPart part, WeightSink sink) {
    requireOpen();
    List<Weights> all = parts(part);
    for (int i = 0; i < spec.parameters().size(); i++) {
      for (Weights weights : all) {
        weights.write(i, sink);
      }
    }
  }

  @Override
  public void readFrom(WeightPart part, WeightSource source) {
    requireOpen();
    List<Weights> all = parts(part);
    List<List<NamedArray>> fetched = new ArrayList<>();
    for (Weights weights : all) {
      fetched.add(weights.fetch(source));
    }
    compute.withRecording(
        false,
        () -> {
          for (int i = 0; i < all.size(); i++) {
            all.get(i).assign(fetched.get(i));
          }
          return all;
        });
  }

  private List<Weights> parts(WeightPart part) {
    return switch (part) {
      case MODEL -> List.of(model);
      case AVERAGED -> List.of(averaged);
      case OPTIMIZER -> List.of(first, second);
    };
  }

  boolean closed() {
    return closed;
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the network was closed");
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      optimizer.close();
      model.close();
      averaged.close();
      first.close();
      second.close();
      times.close();
      network.close();
    }
  }
}
