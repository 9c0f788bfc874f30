package dev.kakusan.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.engine.PtNDArray;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** An array of DJL under the rules of the port. */
final class DjlTensor implements Tensor {

  private final DjlCompute compute;
  private final Shape shape;
  private @Nullable PtNDArray array;

  DjlTensor(DjlCompute compute, PtNDArray array) {
    this.compute = compute;
    this.shape = DjlCompute.shape(array);
    this.array = array;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Tensor plus(Tensor other) {
    return binary(other, NDArray::add);
  }

  @Override
  public Tensor minus(Tensor other) {
    return binary(other, NDArray::sub);
  }

  @Override
  public Tensor times(Tensor other) {
    return binary(other, NDArray::mul);
  }

  @Override
  public Tensor dividedBy(Tensor other) {
    return binary(other, NDArray::div);
  }

  @Override
  public Tensor plus(double number) {
    return scripted(script("plus_number").with(number));
  }

  @Override
  public Tensor times(double number) {
    return scripted(script("times_number").with(number));
  }

  @Override
  public Tensor square() {
    return unary(NDArray::square);
  }

  @Override
  public Tensor exp() {
    return unary(NDArray::exp);
  }

  @Override
  public Tensor log() {
    return unary(NDArray::log);
  }

  @Override
  public Tensor tanh() {
    return unary(NDArray::tanh);
  }

  @Override
  public Tensor clamp(double low, double high) {
    return scripted(script("clamp").with(low).with(high));
  }

  @Override
  public Tensor logNormalMass(Tensor upper) {
    if (!shape.equals(upper.shape())) {
      throw new IllegalArgumentException(
          "the edges must have one shape, got " + shape + " and " + upper.shape());
    }
    return scripted(script("log_normal_mass").with(compute.array(upper)));
  }

  @Override
  public Tensor sumPerExample() {
    return perExample("sum_per_example");
  }

  @Override
  public Tensor meanPerExample() {
    return perExample("mean_per_example");
  }

  @Override
  public Tensor mean() {
    return unary(NDArray::mean);
  }

  @Override
  public List<Tensor> splitChannels(int parts) {
    if (shape.rank() < 2 || parts < 1 || shape.dim(1) % parts != 0) {
      throw new IllegalArgumentException(
          "axis 1 of " + shape + " has no " + parts + " equal parts");
    }
    NDList pieces = array().split(parts, 1);
    List<Tensor> tensors = new ArrayList<>(parts);
    for (NDArray piece : pieces) {
      tensors.add(compute.born((PtNDArray) piece));
    }
    return List.copyOf(tensors);
  }

  @Override
  public Tensor detach() {
    return unary(NDArray::stopGradient);
  }

  @Override
  public double[] toDoubles() {
    return DjlCompute.download(array());
  }

  /** The array, while it lives. */
  PtNDArray array() {
    if (array == null) {
      throw new IllegalStateException("the tensor " + shape + " was freed with its scope");
    }
    return array;
  }

  boolean belongsTo(DjlCompute owner) {
    return compute == owner;
  }

  void free() {
    if (array != null) {
      array.close();
      array = null;
    }
  }

  private Tensor unary(UnaryOperator<NDArray> operation) {
    return compute.born((PtNDArray) operation.apply(array()));
  }

  private Tensor binary(Tensor other, BinaryOperator<NDArray> operation) {
    PtNDArray left = array();
    PtNDArray right = compute.array(other);
    if (!shape.takes(other.shape()) && !other.shape().takes(shape)) {
      throw new IllegalArgumentException("shapes do not match: " + shape + " and " + other.shape());
    }
    return compute.born((PtNDArray) operation.apply(left, right));
  }

  private Tensor perExample(String method) {
    if (shape.rank() == 0) {
      throw new IllegalArgumentException("a scalar has no examples");
    }
    return scripted(script(method));
  }

  private ScriptModule.Call script(String method) {
    return compute.operations().call(method).with(array());
  }

  private Tensor scripted(ScriptModule.Call call) {
    return compute.born(call.tensor());
  }

  @Override
  public String toString() {
    return "DjlTensor" + shape;
  }
}
