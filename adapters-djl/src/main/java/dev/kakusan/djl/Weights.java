package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.WeightSink;
import dev.kakusan.compute.WeightSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** One array for each weight of a network: the weights, their average, or a moment. */
final class Weights implements AutoCloseable {

  private final DjlCompute compute;
  private final List<ParameterSpec> parameters;
  private final String prefix;
  private final List<PtNDArray> arrays = new ArrayList<>();
  private final IValue list;

  /**
   * Uploads the first values.
   *
   * @param prefix stands before each weight's name when written
   */
  Weights(
      DjlCompute compute,
      List<ParameterSpec> parameters,
      String prefix,
      Function<ParameterSpec, double[]> values) {
    this.compute = compute;
    this.parameters = parameters;
    this.prefix = prefix;
    for (ParameterSpec parameter : parameters) {
      arrays.add(compute.upload(values.apply(parameter), parameter.shape()));
    }
    this.list = IValue.listFrom(arrays.toArray(PtNDArray[]::new));
  }

  void recordGradients() {
    arrays.forEach(array -> array.setRequiresGradient(true));
  }

  /** The arrays as an argument of a script; they change in place, so it never grows old. */
  IValue list() {
    return list;
  }

  /** The arrays at these places as such an argument, which the caller closes. */
  IValue list(List<Integer> which) {
    return IValue.listFrom(which.stream().map(arrays::get).toArray(PtNDArray[]::new));
  }

  List<PtNDArray> arrays() {
    return arrays;
  }

  void write(int index, WeightSink sink) {
    ParameterSpec parameter = parameters.get(index);
    sink.accept(
        new NamedArray(
            prefix + parameter.name(),
            parameter.shape(),
            Precision.FLOAT32,
            DjlCompute.download(arrays.get(index))));
  }

  /** Fetches and checks every array, changing nothing yet. */
  List<NamedArray> fetch(WeightSource source) {
    List<NamedArray> fetched = new ArrayList<>();
    for (ParameterSpec parameter : parameters) {
      String name = prefix + parameter.name();
      NamedArray array = source.get(name);
      if (!array.shape().equals(parameter.shape())) {
        throw new InvalidInput(
            name + " has shape " + array.shape() + ", the network wants " + parameter.shape());
      }
      fetched.add(array);
    }
    return fetched;
  }

  void assign(List<NamedArray> fetched) {
    for (int i = 0; i < fetched.size(); i++) {
      try (PtNDArray values = compute.upload(fetched.get(i).values(), parameters.get(i).shape());
          PtNDArray same =
              compute.operations().call("assign").with(arrays.get(i)).with(values).tensor()) {
        // Both are only names: the copy went into the weight's own memory.
        assert same.getShape().equals(values.getShape());
      }
    }
  }

  @Override
  public void close() {
    list.close();
    arrays.forEach(PtNDArray::close);
  }
}
