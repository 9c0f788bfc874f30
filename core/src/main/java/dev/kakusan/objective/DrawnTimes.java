package dev.kakusan.objective;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Tensor;

/**
 * The times of one batch, and what each example's loss is multiplied by so that the batch's mean is
 * an unbiased estimate of the mean over uniform t.
 *
 * @param t one time for each example, in 1..T
 * @param weights 1/(T p_t) for each example; empty where all are 1
 */
public record DrawnTimes(int[] t, double[] weights) {

  /** Times that were drawn uniformly. */
  static DrawnTimes uniform(int[] t) {
    return new DrawnTimes(t, new double[0]);
  }

  /** The weighed losses, [B]. */
  public Tensor weighed(Tensor losses, Compute compute) {
    return weights.length == 0 ? losses : losses.times(compute.tensor(weights, losses.shape()));
  }

  /** The weight of the i-th example. */
  double weight(int i) {
    return weights.length == 0 ? 1 : weights[i];
  }
}
