package dev.kakusan.verify;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.random.RandomKey;
import dev.kakusan.sampling.SampleModel;
import dev.kakusan.sampling.SampleRequest;
import dev.kakusan.sampling.SamplerKind;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** Whole chains from noise to samples, for Gaussian data. */
final class ChainClaims {

  private static final GaussianData DATA = KnownCases.GAUSSIAN;

  private ChainClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "paths",
            "a chain over some of the times is, draw by draw, the recursion of its steps",
            "theory, section 8; Nichol & Dhariwal 2021, section 4",
            ChainClaims::paths),
        new Claim(
            "moments",
            "samples have the mean and the variance of their sampler's recursion",
            "theory, section 7",
            ChainClaims::moments),
        new Claim(
            "order-ddim",
            "DDIM with eta = 0 meets the probability flow's solution at first order in the step",
            "theory, section 8; Song, Meng & Ermon 2021, section 4.3",
            ChainClaims::order));
  }

  private static ReverseProcess reverse(Subject subject, NoiseSchedule schedule) {
    ForwardProcess forward = new ForwardProcess(schedule, subject.compute());
    return new ReverseProcess(forward, Parameterization.V, ReverseVariance.LARGE, false);
  }

  private static double[] samples(
      ReverseProcess reverse, SamplerKind kind, double eta, int steps, int count, RandomKey key) {
    Denoiser best = DATA.denoiser(reverse.forward(), reverse.parameterization());
    return new SampleModel(reverse, Shape.of(1), ProgressObserver.SILENT)
        .run(
            best,
            new SampleRequest(count, kind, steps, eta, false, 5000, key),
            SampleModel.Trace.NONE);
  }

  /** One step by hand: its mean and the standard deviation of its noise. */
  private record Step(AffineStep mean, double std) {

    static Step of(SamplerKind kind, double eta, ByHand q, int k) {
      return switch (kind) {
        case ANCESTRAL ->
            new Step(AffineStep.ancestral(DATA, q, k), k == 1 ? 0 : Math.sqrt(q.beta(k)));
        case DDIM -> {
          double sigma = eta * Math.sqrt(q.posteriorVariance(k));
          yield new Step(AffineStep.ddim(DATA, q, k, sigma), sigma);
        }
      };
    }
  }

  /** The chain of K of T = 60 steps, in which step k goes to the (k−1)-th of the times kept. */
  private static ByHand kept(NoiseSchedule schedule, int steps) {
    int total = schedule.steps();
    return new ByHand(
        schedule.respaced(
            IntStream.rangeClosed(1, steps)
                .map(k -> (int) Math.round((double) total * k / steps))
                .toArray()));
  }

  private static Finding paths(Subject subject) {
    Worst worst = new Worst();
    NoiseSchedule schedule = NoiseSchedules.cosine(60);
    RandomKey key = Subject.KEY.child("paths");
    int n = 16;
    for (SamplerKind kind : SamplerKind.values()) {
      for (double eta : new double[] {0, 0.6}) {
        for (int steps : new int[] {1, 7, 60}) {
          double[] seen = samples(reverse(subject, schedule), kind, eta, steps, n, key);
          ByHand q = kept(schedule, steps);
          for (int i = 0; i < n; i++) {
            double x = key.child(i).child("start").child(0).gaussians(1)[0];
            for (int k = steps; k >= 1; k--) {
              Step step = Step.of(kind, eta, q, k);
              double z = key.child(i).child("step").child(k).gaussians(1)[0];
              x = step.mean().slope() * x + step.mean().offset() + step.std() * z;
            }
            // Each step is off by some 64 roundings of numbers below 10, as in ddim-step with V;
            // steps of the best denoiser draw together, so the errors no more than add.
            double allowed = steps * 640 * subject.roundoff() + 100 * q.rounding();
            String where = String.format("%d of 60 steps of %s, eta %s", steps, kind, eta);
            worst.see(seen[i], x, allowed, where);
          }
        }
      }
    }
    return worst.finding();
  }

  private static Finding moments(Subject subject) {
    Worst worst = new Worst();
    int n = 20_000;
    NoiseSchedule schedule = NoiseSchedules.cosine(10);
    for (SamplerKind kind : SamplerKind.values()) {
      for (double eta : new double[] {0, 1}) {
        ByHand q = new ByHand(schedule);
        ChainMoments at = new ChainMoments(0, 1);
        for (int k = q.steps(); k >= 1; k--) {
          Step step = Step.of(kind, eta, q, k);
          at = at.after(step.mean(), step.std() * step.std());
        }
        SummaryStatistics seen = new SummaryStatistics();
        RandomKey key = Subject.KEY.child("moments");
        for (double x : samples(reverse(subject, schedule), kind, eta, 10, n, key)) {
          seen.addValue(x);
        }
        // Five standard errors: σ/√n of the mean, σ² √(2/n) of the variance.
        double variance = at.variance();
        String where = kind + ", eta " + eta;
        worst.see(seen.getMean(), at.mean(), 5 * Math.sqrt(variance / n), "the mean of " + where);
        worst.see(
            seen.getVariance(),
            variance,
            5 * variance * Math.sqrt(2.0 / n),
            "the variance of " + where);
      }
    }
    return worst.finding();
  }

  /**
   * The probability flow keeps (x_t − √ᾱ_t m)/√(ᾱ_t s² + 1 − ᾱ_t), for it carries one Gaussian into
   * the next. In x/√ᾱ against √(1 − ᾱ)/√ᾱ, DDIM with η = 0 is Euler's method.
   */
  private static Finding order(Subject subject) {
    int total = 1024;
    NoiseSchedule schedule = NoiseSchedules.linear(total, 1e-4, 6e-3);
    ByHand q = new ByHand(schedule);
    int n = 64;
    RandomKey key = Subject.KEY.child("order");
    SimpleRegression line = new SimpleRegression();
    for (int steps : new int[] {32, 64, 128, 256}) {
      double[] seen = samples(reverse(subject, schedule), SamplerKind.DDIM, 0, steps, n, key);
      double squares = 0;
      for (int i = 0; i < n; i++) {
        double start = key.child(i).child("start").child(0).gaussians(1)[0];
        double standard =
            (start - q.signal(total) * DATA.mean()) / Math.sqrt(DATA.varianceAt(q.level(total)));
        double error = seen[i] - (DATA.mean() + DATA.std() * standard);
        squares += error * error;
      }
      line.addData(Math.log(steps), Math.log(squares / n) / 2);
    }
    // The next term of the error is a few steps' width, at 32 steps some 5 % of the first.
    return Finding.between(
        0.9, 1.1, -line.getSlope(), "slope of ln(error) in ln(steps), 32 to 256 steps");
  }
}
