package dev.kakusan.objective;

import dev.kakusan.objective.Ledger.TimestepTerm;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Collects the terms of a ledger: all of one example, in any order, then those of the next. */
final class LedgerSums {

  private final double[] prior;
  private final double[] denoising;
  private final double[] reconstruction;
  private final TimestepSum[] perTimestep;
  private final int dimensions;
  private long calls;

  LedgerSums(int examples, int dimensions, int steps) {
    this.prior = new double[examples];
    this.denoising = new double[examples];
    this.reconstruction = new double[examples];
    this.perTimestep = new TimestepSum[steps + 1];
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
      perTimestep[t] = new TimestepSum(example);
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
        estimate(total),
        estimate(prior),
        estimate(denoising),
        estimate(reconstruction),
        List.copyOf(terms),
        prior.length,
        dimensions,
        calls);
  }

  /** Examples are independent, so the mean's standard error is their deviation over √n. */
  private static Estimate estimate(double[] perExample) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double value : perExample) {
      statistics.addValue(value);
    }
    return estimate(statistics);
  }

  private static Estimate estimate(SummaryStatistics statistics) {
    double error =
        statistics.getN() < 2
            ? Double.NaN
            : statistics.getStandardDeviation() / Math.sqrt((double) statistics.getN());
    return new Estimate(statistics.getMean(), error);
  }

  /**
   * The terms at one t. Draws for one example share its difficulty and so are not independent: an
   * example counts once, by the mean of its draws.
   */
  private static final class TimestepSum {

    private final SummaryStatistics examples = new SummaryStatistics();
    private int example;
    private double sum;
    private int drawsOfExample;
    private long draws;

    TimestepSum(int example) {
      this.example = example;
    }

    void add(int owner, double nats) {
      if (owner != example) {
        examples.addValue(sum / drawsOfExample);
        example = owner;
        sum = 0;
        drawsOfExample = 0;
      }
      sum += nats;
      drawsOfExample++;
      draws++;
    }

    /** The estimate of all that was added; nothing can be added after. */
    TimestepTerm term(int t) {
      examples.addValue(sum / drawsOfExample);
      return new TimestepTerm(t, estimate(examples), draws);
    }
  }
}
