package dev.kakusan.verify;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.data.Dataset;
import dev.kakusan.objective.Ledger;
import dev.kakusan.objective.LossWeighting;
import dev.kakusan.objective.Objective;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.ObjectivePlan;
import dev.kakusan.objective.PixelDecoder;
import dev.kakusan.objective.TermSelection;
import dev.kakusan.objective.TimestepSampler;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Losses at drawn times as estimates of the bound (theory S5). */
final class UnbiasedClaims {

  private UnbiasedClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "elbo-losses",
            "losses with weighting elbo at drawn t average to the ledger's terms",
            "theory S5, S6, section 6",
            UnbiasedClaims::lossesAverageToTheLedger));
  }

  private static Finding lossesAverageToTheLedger(Subject subject) {
    Worst worst = new Worst();
    int n = 300;
    double[] x0 = new double[2 * n];
    float[] pixels = new float[x0.length];
    for (int i = 0; i < x0.length; i++) {
      pixels[i] = Subject.KEY.child("levels").child(i).index(17);
      x0[i] = pixels[i] / 8 - 1;
    }
    Dataset data = Ledgers.dataset(pixels, 2, 17);
    for (ObjectiveKind kind : ObjectiveKind.values()) {
      for (ReverseVariance variance : ReverseVariance.values()) {
        ObjectivePlan plan = new ObjectivePlan(kind, LossWeighting.ELBO, variance);
        try (TrainableDenoiser network = subject.network(variance.parts())) {
          lossesAverageToTheLedger(worst, subject, plan, network, data, x0);
        }
      }
    }
    return worst.finding();
  }

  private static void lossesAverageToTheLedger(
      Worst worst,
      Subject subject,
      ObjectivePlan plan,
      Denoiser network,
      Dataset data,
      double[] x0) {
    NoiseSchedule schedule = Plans.SCHEDULE;
    Compute compute = subject.compute();
    ForwardProcess forward = new ForwardProcess(schedule, compute);
    PixelDecoder decoder = new PixelDecoder(17);
    ReverseProcess reverse =
        new ReverseProcess(forward, plan.kind().parameterization(), plan.variance(), false);
    TermSelection exact = TermSelection.exact(schedule.steps());
    Ledger ledger = Ledgers.evaluate(reverse, decoder, network, data, exact);
    double wanted = (ledger.total().mean() - ledger.prior().mean()) / 2;
    if (plan.kind() == ObjectiveKind.TWO_SAMPLE) {
      wanted += entropies(new ByHand(schedule)); // which two draws leave in (theory S6)
    }
    Objective objective = plan.on(forward, decoder);
    SummaryStatistics seen = new SummaryStatistics();
    for (int batch = 0; batch < 30; batch++) {
      RandomKey key = Subject.KEY.child("losses").child(batch);
      int[] t = TimestepSampler.UNIFORM.draw(key.child("t"), x0.length / 2, schedule.steps());
      Shape shape = Shape.of(t.length, 2);
      double[] losses =
          subject.numbers(() -> objective.losses(network, compute.tensor(x0, shape), t, key));
      seen.addValue(Arrays.stream(losses).average().orElseThrow());
    }
    double error = seen.getStandardDeviation() / Math.sqrt((double) seen.getN());
    // The ledger has the same examples, so only its noise differs; its whole error is more.
    double both = Math.hypot(error, ledger.total().standardError() / 2);
    worst.see(seen.getMean(), wanted, 5 * both, Plans.name(plan) + " (5 standard errors)");
  }

  /** Σ_{t=2}^T ½ ln(2πe β̃_t), of one dimension. */
  private static double entropies(ByHand q) {
    double sum = 0;
    for (int t = 2; t <= q.steps(); t++) {
      sum += Math.log(2 * Math.PI * Math.E * q.posteriorVariance(t)) / 2;
    }
    return sum;
  }
}
