package dev.kakusan.compute.reference;

import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Doubles, row-major, and where they depend on weights that are being learned, their gradient. */
final class ReferenceTensor implements Tensor {

  private final ReferenceCompute compute;
  private final Shape shape;
  private final boolean tracked;
  private double @Nullable [] values;
  private double @Nullable [] gradient;

  /**
   * A tensor of the current scope.
   *
   * @param values kept, not copied
   * @param tracked whether gradients flow into it
   */
  ReferenceTensor(ReferenceCompute compute, Shape shape, double[] values, boolean tracked) {
    this.compute = compute;
    this.shape = shape;
    this.values = values;
    this.tracked = tracked;
    Scope scope = compute.current();
    if (scope != null) {
      scope.add(this);
    }
  }

  static ReferenceTensor of(Tensor tensor) {
    if (tensor instanceof ReferenceTensor reference) {
      return reference;
    }
    throw new IllegalArgumentException(
        "a tensor of another backend came to backend reference: " + tensor.getClass().getName());
  }

  /** The numbers themselves, not to be changed. */
  double[] values() {
    double[] alive = values;
    if (alive == null || compute.closed()) {
      throw new IllegalStateException(
          "a tensor of shape "
              + shape
              + " was used after its tidy, fold or update, or its backend, had ended;"
              + " return it from there or copy its numbers with toDoubles()");
    }
    return alive;
  }

  /** Whether gradients flow into this tensor. */
  boolean tracked() {
    return tracked;
  }

  /** The gradient gathered so far, to be added to. */
  double[] gradient() {
    double[] sum = gradient;
    if (sum == null) {
      sum = new double[shape.size()];
      gradient = sum;
    }
    return sum;
  }

  void free() {
    values = null;
    gradient = null;
  }

  /**
   * The result of an operation on {@code operands}. Where one of them is tracked and the scope
   * records, {@code backward} goes on the tape, to be run with the result's gradient.
   */
  ReferenceTensor result(
      Shape shape, double[] values, Backward backward, ReferenceTensor... operands) {
    Scope scope = compute.current();
    boolean track = false;
    for (ReferenceTensor operand : operands) {
      track |= operand.tracked && scope != null && scope.recording();
    }
    ReferenceTensor result = new ReferenceTensor(compute, shape, values, track);
    if (track && scope != null) {
      scope.record(() -> backward.pass(result.gradient()));
    }
    return result;
  }

  /** Adds an operation's share to its operands' gradients. */
  interface Backward {
    void pass(double[] gradient);
  }

  @Override
  public Shape shape() {
    return shape;
  }

  /** f(x) element by element; {@code slope} is f'(x) from x and f(x). */
  ReferenceTensor map(DoubleUnaryOperator f, DoubleBinaryOperator slope) {
    double[] x = values();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = f.applyAsDouble(x[i]);
    }
    return result(
        shape,
        y,
        dy -> {
          double[] dx = gradient();
          for (int i = 0; i < x.length; i++) {
            dx[i] += dy[i] * slope.applyAsDouble(x[i], y[i]);
          }
        },
        this);
  }

  private ReferenceTensor pair(Pairwise operation, Tensor other) {
    ReferenceTensor right = of(other);
    double[] a = values();
    double[] b = right.values();
    if (!shape.takes(right.shape) && !right.shape.takes(shape)) {
      throw new IllegalArgumentException(
          operation + " cannot join shapes " + shape + " and " + right.shape);
    }
    Shape joint = shape.takes(right.shape) ? shape : right.shape;
    double[] c = new double[joint.size()];
    // How many elements of the result share one of the operand's.
    int shareA = c.length / a.length;
    int shareB = c.length / b.length;
    for (int i = 0; i < c.length; i++) {
      c[i] = operation.value(a[i / shareA], b[i / shareB]);
    }
    return result(
        joint,
        c,
        dc -> {
          for (int i = 0; i < c.length; i++) {
            double x = a[i / shareA];
            double y = b[i / shareB];
            if (tracked) {
              gradient()[i / shareA] += dc[i] * operation.byLeft(x, y);
            }
            if (right.tracked) {
              right.gradient()[i / shareB] += dc[i] * operation.byRight(x, y);
            }
          }
        },
        this,
        right);
  }

  @Override
  public Tensor plus(Tensor other) {
    return pair(Pairwise.PLUS, other);
  }

  @Override
  public Tensor minus(Tensor other) {
    return pair(Pairwise.MINUS, other);
  }

  @Override
  public Tensor times(Tensor other) {
    return pair(Pairwise.TIMES, other);
  }

  @Override
  public Tensor dividedBy(Tensor other) {
    return pair(Pairwise.DIVIDED_BY, other);
  }

  @Override
  public Tensor plus(double number) {
    return map(x -> x + number, (x, y) -> 1);
  }

  @Override
  public Tensor times(double number) {
    return map(x -> x * number, (x, y) -> number);
  }

  @Override
  public Tensor square() {
    return map(x -> x * x, (x, y) -> 2 * x);
  }

  @Override
  public Tensor exp() {
    return map(Math::exp, (x, y) -> y);
  }

  @Override
  public Tensor log() {
    return map(Math::log, (x, y) -> 1 / x);
  }

  @Override
  public Tensor tanh() {
    return map(Math::tanh, (x, y) -> 1 - y * y);
  }

  @Override
  public Tensor clamp(double low, double high) {
    return map(x -> Math.max(low, Math.min(high, x)), (x, y) -> x >= low && x <= high ? 1 : 0);
  }

  @Override
  public Tensor logNormalMass(Tensor upper) {
    if (!shape.equals(upper.shape())) {
      throw new IllegalArgumentException(
          "logNormalMass wants two edges of one shape, got " + shape + " and " + upper.shape());
    }
    return pair(Pairwise.LOG_NORMAL_MASS, upper);
  }

  @Override
  public Tensor sumPerExample() {
    return blockSums(Shape.of(shape.dim(0)), 1);
  }

  @Override
  public Tensor meanPerExample() {
    return blockSums(Shape.of(shape.dim(0)), (double) shape.dim(0) / shape.size());
  }

  @Override
  public Tensor mean() {
    return blockSums(Shape.of(), 1.0 / shape.size());
  }

  /** Sums of as many equal blocks as {@code blocks} has elements, each times {@code factor}. */
  private ReferenceTensor blockSums(Shape blocks, double factor) {
    double[] x = values();
    double[] sums = new double[blocks.size()];
    int block = x.length / sums.length;
    for (int i = 0; i < x.length; i++) {
      sums[i / block] += x[i];
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] *= factor;
    }
    return result(
        blocks,
        sums,
        dy -> {
          double[] dx = gradient();
          for (int i = 0; i < x.length; i++) {
            dx[i] += dy[i / block] * factor;
          }
        },
        this);
  }

  @Override
  public List<Tensor> splitChannels(int parts) {
    if (shape.rank() < 2 || parts < 1 || shape.dim(1) % parts != 0) {
      throw new IllegalArgumentException("shape " + shape + " does not split into " + parts);
    }
    List<Tensor> result = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      result.add(part(part, parts));
    }
    return result;
  }

  private ReferenceTensor part(int part, int parts) {
    int[] dims = shape.dims();
    dims[1] /= parts;
    double[] x = values();
    int whole = x.length / dims[0];
    int length = whole / parts;
    int from = part * length;
    double[] y = new double[x.length / parts];
    for (int example = 0; example < dims[0]; example++) {
      System.arraycopy(x, example * whole + from, y, example * length, length);
    }
    return result(
        Shape.of(dims),
        y,
        dy -> {
          double[] dx = gradient();
          for (int i = 0; i < dy.length; i++) {
            dx[i / length * whole + from + i % length] += dy[i];
          }
        },
        this);
  }

  @Override
  public Tensor detach() {
    return new ReferenceTensor(compute, shape, values(), false);
  }

  @Override
  public double[] toDoubles() {
    return values().clone();
  }
}
