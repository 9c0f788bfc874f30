package dev.kakusan.objective;

import dev.kakusan.objective.Ledger.TimestepTerm;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Collects the terms of a ledger, in any order. */
final class LedgerSums {

  private final double[] prior;
  private final double[] denoising;
  private final double[] reconstruction;
  private final AtTimestep[] perTimestep;
  private final int dimensions;
  private long calls;

  LedgerSums(int examples, int dimensions, int steps) {
    this.prior = new double[examples];
    this.denoising = new double[examples];
    this.reconstruction = new double[examples];
    this.perTimestep = new AtTimestep[steps + 1];
    this.dimensions = dimensions;
  }

  void prior(int example, double nats) {
    prior[example] = nats;
  }

  void term(int example, int t, double nats, double weight) {
    if (t == 1) {
      reconstruction[example] += weight * nats;
    } else {
      denoising[example] += weight * nats;
    }
    if (perTimestep[t] == null) {
      perTimestep[t] = new AtTimestep();
    }
    perTimestep[t].add(example, nats);
    calls++;
  }

  Ledger ledger() {
    double[] total = new double[prior.length];
    for (int i = 0; i < total.length; i++) {
      total[i] = prior[i] + denoising[i] + reconstruction[i];
    }
    List<TimestepTerm> terms = new ArrayList<>();
    for (int t = 1; t < perTimestep.length; t++) {
      if (perTimestep[t] != null) {
        terms.add(perTimestep[t].term(t));
      }
    }
    return new Ledger(
        Estimate.ofMean(total),
        Estimate.ofMean(prior),
        Estimate.ofMean(denoising),
        Estimate.ofMean(reconstruction),
        List.copyOf(terms),
        total,
        dimensions,
        calls);
  }

  /**
   * The terms at one t, by example: several draws of one example are not independent, so their mean
   * counts once. An example's terms come one after the other.
   */
  private static final class AtTimestep {
    private final SummaryStatistics examples = new SummaryStatistics();
    private int example = -1;
    private double sum;
    private int count;
    private long draws;

    void add(int owner, double nats) {
      if (owner != example) {
        close();
        example = owner;
      }
      sum += nats;
      count++;
      draws++;
    }

    private void close() {
      if (count > 0) {
        examples.addValue(sum / count);
      }
      sum = 0;
      count = 0;
    }

    TimestepTerm term(int t) {
      close();
      return new TimestepTerm(t, Estimate.ofMean(examples), draws);
    }
  }
}
