package dev.kakusan.compute;

import java.util.List;

/**
 * An array of real numbers on a backend. Immutable: every operation returns a new tensor, and
 * gradients flow through all of them except {@link #detach()}.
 *
 * <p>Shapes: two operands have the same shape, or one of them is [B, 1, …, 1] of equal rank and is
 * spread over each example; anything else is an {@link IllegalArgumentException} that names both
 * shapes. Memory belongs to the enclosing {@link Compute#tidy}, {@link Compute#fold} or {@link
 * TrainableDenoiser#update}; using a tensor after its scope ended is an {@link
 * IllegalStateException}. Core never closes a tensor.
 */
public interface Tensor {

  Shape shape();

  Tensor plus(Tensor other);

  Tensor minus(Tensor other);

  Tensor times(Tensor other);

  Tensor dividedBy(Tensor other);

  Tensor plus(double number);

  Tensor times(double number);

  Tensor square();

  Tensor exp();

  /** The natural logarithm. */
  Tensor log();

  Tensor tanh();

  /** Each element moved into [low, high]; the gradient is 0 outside. */
  Tensor clamp(double low, double high);

  /**
   * ln(Φ(upper) − Φ(this)), element by element: the log of the standard normal mass between two
   * points. Both have the same shape, this ≤ upper; infinite edges are allowed. Finite and accurate
   * far out in either tail, where the difference itself would underflow; beyond |z| of about 1000
   * single precision keeps two digits.
   */
  Tensor logNormalMass(Tensor upper);

  /** The sum over all but the first axis: [B, …] becomes [B]. */
  Tensor sumPerExample();

  /** The mean over all but the first axis: [B, …] becomes [B]. */
  Tensor meanPerExample();

  /** The mean over everything: a scalar, of the empty shape. */
  Tensor mean();

  /** Equal parts along axis 1: [B, parts·C, …] becomes {@code parts} tensors [B, C, …]. */
  List<Tensor> splitChannels(int parts);

  /** The same numbers, through which no gradient flows. */
  Tensor detach();

  /** The numbers, row-major, copied to the host; waits for the device. */
  double[] toDoubles();
}
