package dev.kakusan.objective;

import java.util.Arrays;
import java.util.List;

/**
 * −ELBO of a data set, term by term (theory, section 6), in nats per example, each with its
 * standard error over the examples.
 *
 * @param total prior + denoising + reconstruction
 * @param prior L_T
 * @param denoising Σ_{t=2}^T L_{t−1}
 * @param reconstruction L_0
 * @param perTimestep L_{t−1} for each t that was met, t = 1 being L_0, in rising order of t
 * @param dimensions D of one example
 * @param perExample the total of each example, in their order: of two ledgers over the same
 *     examples and noise, the differences of these tell far more than the two errors
 * @param networkCalls how often the network looked at one example
 */
public record Ledger(
    Estimate total,
    Estimate prior,
    Estimate denoising,
    Estimate reconstruction,
    List<TimestepTerm> perTimestep,
    double[] perExample,
    int dimensions,
    long networkCalls) {

  /**
   * @param t 1..T
   * @param term in nats per example; its error is over the examples that met t
   * @param draws how many terms were averaged
   */
  public record TimestepTerm(int t, Estimate term, long draws) {}

  /** How many examples. */
  public int examples() {
    return perExample.length;
  }

  /**
   * By how much this total is above another's over the same examples, in nats per example, with the
   * standard error of the mean of the examples' differences.
   *
   * @throws IllegalArgumentException where the number of examples or dimensions differs
   */
  public Estimate above(Ledger other) {
    if (other.examples() != examples() || other.dimensions != dimensions) {
      throw new IllegalArgumentException(
          "ledgers of %d examples of %d dimensions and of %d of %d have no difference"
              .formatted(examples(), dimensions, other.examples(), other.dimensions));
    }
    double[] differences = new double[examples()];
    Arrays.setAll(differences, i -> perExample[i] - other.perExample[i]);
    return Estimate.ofMean(differences);
  }

  /** The factor from nats per example to bits per dimension: 1 / (D ln 2). */
  public double bitsPerDimension() {
    return 1 / (dimensions * Math.log(2));
  }

  public Estimate bitsPerDim() {
    return total.times(bitsPerDimension());
  }
}
