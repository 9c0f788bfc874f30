package dev.kakusan.objective;

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
 * @param examples how many
 * @param dimensions D of one example
 * @param networkCalls how often the network looked at one example
 */
public record Ledger(
    Estimate total,
    Estimate prior,
    Estimate denoising,
    Estimate reconstruction,
    List<TimestepTerm> perTimestep,
    int examples,
    int dimensions,
    long networkCalls) {

  /**
   * @param t 1..T
   * @param term in nats per example; its error is over the examples that met t
   * @param draws how many terms were averaged
   */
  public record TimestepTerm(int t, Estimate term, long draws) {}

  /** The factor from nats per example to bits per dimension: 1 / (D ln 2). */
  public double bitsPerDimension() {
    return 1 / (dimensions * Math.log(2));
  }

  public Estimate bitsPerDim() {
    return total.times(bitsPerDimension());
  }
}
