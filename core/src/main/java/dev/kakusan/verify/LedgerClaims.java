package dev.kakusan.verify;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.data.Dataset;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.objective.Estimate;
import dev.kakusan.objective.EvaluateBound;
import dev.kakusan.objective.Ledger;
import dev.kakusan.objective.TermSelection;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** The ledger that {@code evaluate} prints, and the losses that estimate it. */
final class LedgerClaims {

  private LedgerClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "ledger-gaussian",
            "the ledger of Gaussian data is the exact bound, exact or sampled over t",
            "theory, sections 6 and 7",
            subject -> ledger(subject, KnownCases.GAUSSIAN, 3)),
        new Claim(
            "ledger-mixture",
            "the ledger of a Gaussian mixture is the exact bound, exact or sampled over t",
            "theory, sections 6 and 7",
            subject -> ledger(subject, KnownCases.MIXTURE, 32)),
        new Claim(
            "ledger-error",
            "a ledger's standard errors are the spread of many ledgers",
            "theory, section 6",
            LedgerClaims::standardErrors));
  }

  private static Finding ledger(Subject subject, KnownData law, int points) {
    Worst worst = new Worst();
    NoiseSchedule schedule = NoiseSchedules.cosine(12);
    Dataset data = Ledgers.draws(Subject.KEY, law, 1500);
    for (ReverseVariance variance : ReverseVariance.fixed()) {
      ForwardProcess forward = new ForwardProcess(schedule, subject.compute());
      ReverseProcess reverse = new ReverseProcess(forward, Parameterization.V, variance, false);
      Denoiser best = law.denoiser(forward, Parameterization.V);
      ExactBound exact = new ExactBound(subject, reverse, law, points);
      double[] terms = exact.terms(best);
      for (TermSelection times :
          List.of(TermSelection.exact(12), TermSelection.sampled(schedule, 3))) {
        Ledger ledger = Ledgers.evaluate(reverse, new ContinuousDecoder(), best, data, times);
        String where = variance + " variance, " + times.strata() + " strata of t";
        double sum = Arrays.stream(terms).sum();
        see(worst, ledger.prior(), exact.prior(), "prior, " + where);
        see(worst, ledger.reconstruction(), terms[1], "reconstruction, " + where);
        see(worst, ledger.denoising(), sum - terms[1], "denoising, " + where);
        see(worst, ledger.total(), exact.prior() + sum, "total, " + where);
        for (Ledger.TimestepTerm term : ledger.perTimestep()) {
          see(worst, term.term(), terms[term.t()], "t=" + term.t() + ", " + where);
        }
      }
    }
    return worst.finding();
  }

  /** Five standard errors; the terms themselves are held to rounding elsewhere. */
  private static void see(Worst worst, Estimate seen, double wanted, String where) {
    double allowed = 5 * seen.standardError() + 1e-4 * Math.abs(wanted);
    worst.see(seen.mean(), wanted, allowed, where + " (5 standard errors)");
  }

  /** Of each term and the total, over ledgers with data, times and noise of their own. */
  private static Finding standardErrors(Subject subject) {
    Worst worst = new Worst();
    int ledgers = 300;
    NoiseSchedule schedule = NoiseSchedules.cosine(6);
    ForwardProcess forward = new ForwardProcess(schedule, subject.compute());
    ReverseProcess reverse =
        new ReverseProcess(forward, Parameterization.X0, ReverseVariance.LARGE, false);
    // Its error is x_0 itself, so that draws of one example tell nothing new of the others.
    Denoiser zero = (xt, t) -> xt.times(0);
    Map<String, SummaryStatistics> means = new TreeMap<>();
    Map<String, SummaryStatistics> variances = new TreeMap<>();
    for (int i = 0; i < ledgers; i++) {
      RandomKey key = Subject.KEY.child("ledgers").child(i);
      Dataset data = Ledgers.draws(key, KnownCases.GAUSSIAN, 40);
      Ledger ledger =
          new EvaluateBound(reverse, new ContinuousDecoder(), ProgressObserver.SILENT)
              .run(
                  zero,
                  data,
                  new EvaluateBound.Request(40, TermSelection.sampled(schedule, 2), 2, 4000, key));
      Map.of(
              "prior", ledger.prior(),
              "denoising", ledger.denoising(),
              "reconstruction", ledger.reconstruction(),
              "t=1", ledger.perTimestep().get(0).term(),
              "total", ledger.total())
          .forEach(
              (name, estimate) -> {
                means.computeIfAbsent(name, n -> new SummaryStatistics()).addValue(estimate.mean());
                variances
                    .computeIfAbsent(name, n -> new SummaryStatistics())
                    .addValue(estimate.standardError() * estimate.standardError());
              });
    }
    means.forEach(
        (name, seen) -> {
          double ratio = seen.getVariance() / required(variances, name).getMean();
          // A variance of 300 nearly normal numbers is off by √(2/300) of itself; five of it.
          worst.see(ratio, 1, 5 * Math.sqrt(2.0 / ledgers), "variance seen / told, " + name);
        });
    return worst.finding();
  }

  private static SummaryStatistics required(Map<String, SummaryStatistics> all, String name) {
    return Objects.requireNonNull(all.get(name));
  }
}
