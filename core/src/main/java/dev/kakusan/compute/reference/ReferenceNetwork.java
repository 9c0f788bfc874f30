package dev.kakusan.compute.reference;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepReport;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TimeFeatures;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.WeightSink;
import dev.kakusan.compute.WeightSource;
import dev.kakusan.random.RandomKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A perceptron that learns, in plain Java doubles. */
final class ReferenceNetwork implements TrainableDenoiser {

  private final ReferenceCompute compute;
  private final MlpSpec spec;
  private final OptimizerSpec optimizer;
  private final List<Parameter> parameters;

  ReferenceNetwork(ReferenceCompute compute, MlpSpec spec, OptimizerSpec optimizer, RandomKey key) {
    this.compute = compute;
    this.spec = spec;
    this.optimizer = optimizer;
    this.parameters = spec.parameters().stream().map(p -> new Parameter(p, key)).toList();
  }

  @Override
  public Tensor predict(Tensor xt, int[] t) {
    return predict(weights(p -> p.values, false), xt, t);
  }

  @Override
  public Denoiser averaged() {
    return (xt, t) -> predict(weights(p -> p.average, false), xt, t);
  }

  /** The network's weights as tensors on the arrays themselves. */
  private List<ReferenceTensor> weights(Function<Parameter, double[]> which, boolean tracked) {
    return parameters.stream()
        .map(p -> new ReferenceTensor(compute, p.spec.shape(), which.apply(p), tracked))
        .toList();
  }

  /** The formula of {@link MlpSpec}; the weights come as layer, bias and time for each layer. */
  private Tensor predict(List<ReferenceTensor> weights, Tensor xt, int[] t) {
    int batch = t.length;
    if (batch == 0 || !xt.shape().equals(spec.example().batchOf(batch))) {
      throw new IllegalArgumentException(
          "a network for examples "
              + spec.example()
              + " with "
              + batch
              + " times got data of shape "
              + xt.shape());
    }
    ReferenceTensor h =
        Layers.reshaped(ReferenceTensor.of(xt), Shape.of(batch, spec.example().size()));
    int width = spec.timeFeatures();
    ReferenceTensor e =
        ReferenceTensor.of(compute.tensor(TimeFeatures.of(t, width), Shape.of(batch, width)));
    int layers = weights.size() / 3;
    for (int i = 0; i < layers; i++) {
      ReferenceTensor data = Layers.timesTransposed(h, weights.get(3 * i));
      ReferenceTensor time = Layers.timesTransposed(e, weights.get(3 * i + 2));
      h = Layers.plusToEachRow(data, weights.get(3 * i + 1));
      h = ReferenceTensor.of(h.plus(time));
      if (i < layers - 1) {
        h = Layers.silu(h);
      }
    }
    return Layers.reshaped(h, spec.output().batchOf(batch));
  }

  @Override
  public StepReport update(StepSettings settings, Function<Denoiser, Tensor> losses) {
    Slope slope = differentiate(losses);
    double scale = Math.min(1, optimizer.clipNorm() / (slope.norm() + 1e-6));
    for (int i = 0; i < parameters.size(); i++) {
      parameters.get(i).step(slope.gradients()[i], scale, settings, optimizer);
    }
    StepReport.Figures figures = new StepReport.Figures(slope.loss(), slope.norm(), slope.losses());
    return () -> figures;
  }

  @Override
  public double[][] gradients(Function<Denoiser, Tensor> losses) {
    return differentiate(losses).gradients();
  }

  private record Slope(double loss, List<Double> losses, double[][] gradients) {

    double norm() {
      double sum = 0;
      for (double[] gradient : gradients) {
        for (double g : gradient) {
          sum += g * g;
        }
      }
      return Math.sqrt(sum);
    }
  }

  private Slope differentiate(Function<Denoiser, Tensor> losses) {
    Scope scope = compute.open(true);
    try {
      List<ReferenceTensor> weights = weights(p -> p.values, true);
      Tensor each = losses.apply((xt, t) -> predict(weights, xt, t));
      if (each.shape().rank() != 1) {
        throw new IllegalArgumentException("losses must be of shape [B], got " + each.shape());
      }
      ReferenceTensor loss = ReferenceTensor.of(each.mean());
      loss.gradient()[0] = 1;
      scope.backward();
      double[][] gradients =
          weights.stream().map(ReferenceTensor::gradient).toArray(double[][]::new);
      return new Slope(
          loss.values()[0], Arrays.stream(each.toDoubles()).boxed().toList(), gradients);
    } finally {
      compute.close(scope);
    }
  }

  @Override
  public void writeTo(WeightPart part, WeightSink sink) {
    for (Parameter p : parameters) {
      arrays(part, p)
          .forEach(
              (name, values) ->
                  sink.accept(
                      new NamedArray(name, p.spec.shape(), Precision.FLOAT64, values.clone())));
    }
  }

  /** Takes all arrays or, where one is refused, none. */
  @Override
  public void readFrom(WeightPart part, WeightSource source) {
    List<Runnable> copies = new ArrayList<>();
    for (Parameter p : parameters) {
      arrays(part, p)
          .forEach(
              (name, values) -> {
                NamedArray given = source.get(name);
                if (!given.shape().equals(p.spec.shape())) {
                  throw new InvalidInput(
                      String.format(
                          "%s of %s must have shape %s, got %s",
                          name, part.fileStem(), p.spec.shape(), given.shape()));
                }
                copies.add(() -> System.arraycopy(given.values(), 0, values, 0, values.length));
              });
    }
    copies.forEach(Runnable::run);
  }

  /** A parameter's arrays in a part, by name. */
  private static Map<String, double[]> arrays(WeightPart part, Parameter p) {
    String name = p.spec.name();
    Map<String, double[]> arrays = new LinkedHashMap<>();
    switch (part) {
      case MODEL -> arrays.put(name, p.values);
      case AVERAGED -> arrays.put(name, p.average);
      case OPTIMIZER -> {
        arrays.put("first." + name, p.first);
        arrays.put("second." + name, p.second);
      }
    }
    return arrays;
  }

  /** Nothing to give back: the arrays are the garbage collector's. */
  @Override
  public void close() {}
}
