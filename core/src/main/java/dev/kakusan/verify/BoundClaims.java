package dev.kakusan.verify;

import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.List;

/** The bound of data for which all is known. */
final class BoundClaims {

  private BoundClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "terms-gaussian",
            "every term of the bound of Gaussian data is its closed form",
            "theory, section 7",
            subject -> terms(subject, KnownCases.GAUSSIAN, 3)),
        new Claim(
            "terms-mixture",
            "every term of the bound of a Gaussian mixture is its quadrature",
            "theory, section 7",
            subject -> terms(subject, KnownCases.MIXTURE, 32)),
        new Claim(
            "S3",
            "entropy <= the model's own cross-entropy <= -ELBO, for T = 10, 100, 1000",
            "theory S3; Sohl-Dickstein et al. 2015, eq. 13",
            BoundClaims::bound),
        new Claim(
            "gap",
            "the gap between -ELBO and the entropy falls as 1/T over T = 10, 100, 1000",
            "theory, section 7; VDM, section 4",
            BoundClaims::gap));
  }

  private static Finding terms(Subject subject, KnownData data, int points) {
    Worst worst = new Worst();
    for (NoiseSchedule schedule : List.of(NoiseSchedules.cosine(8), NoiseSchedules.linear(6))) {
      for (Parameterization p : Parameterization.values()) {
        for (ReverseVariance variance : ReverseVariance.fixed()) {
          ForwardProcess forward = new ForwardProcess(schedule, subject.compute());
          ReverseProcess reverse = new ReverseProcess(forward, p, variance, false);
          terms(worst, subject, reverse, data, points);
        }
      }
    }
    return worst.finding();
  }

  private static void terms(
      Worst worst, Subject subject, ReverseProcess reverse, KnownData data, int points) {
    Parameterization p = reverse.parameterization();
    ExactBound exact = new ExactBound(subject, reverse, data, points);
    ByHand q = new ByHand(reverse.forward().schedule());
    double[] terms = exact.terms(data.denoiser(reverse.forward(), p));
    boolean small = reverse.variance() == ReverseVariance.SMALL;
    for (int t = 1; t <= q.steps(); t++) {
      double error = data.leastError(q.level(t));
      double variance = small ? q.posteriorVariance(Math.max(t, 2)) : q.beta(t);
      double factor = t == 1 ? 1 : q.posteriorX0(t);
      double weight = factor * factor / (2 * variance);
      double ratio = q.posteriorVariance(t) / variance;
      double rest =
          t == 1 ? Math.log(2 * Math.PI * variance) / 2 : (ratio - 1 - Math.log(ratio)) / 2;
      // x̂_0 is off by some roundings of the numbers below 5 that it is made from (beyond 5 the
      // weights of the points vanish); the square feels it doubled. For the mixture 32 points leave
      // 5e-7 of a term, as 64 show; for the Gaussian 3 are exact.
      double off = 32 * subject.roundoff() * Published.reach(p, q, t, 5, 5);
      double rounding = weight * (2 * Math.sqrt(error) * off + off * off);
      double self =
          (16 * subject.roundoff() + (data instanceof GaussianData ? 1e-13 : 1e-6))
              * (weight * error + Math.abs(rest) + 1);
      worst.see(
          terms[t],
          weight * error + rest,
          rounding + self,
          String.format("t=%d of T=%d, %s, %s", t, q.steps(), p, reverse.variance()));
    }
    double levelSquared = q.signal(q.steps()) * q.signal(q.steps());
    double v = q.noiseVariance(q.steps());
    double prior = (levelSquared * data.secondMoment() + v - 1 - Math.log(v)) / 2;
    worst.see(exact.prior(), prior, 1e-10 * prior, "the prior term of T=" + q.steps());
  }

  private static ReverseProcess reverse(Subject subject, int steps, ReverseVariance variance) {
    ForwardProcess forward = new ForwardProcess(NoiseSchedules.cosine(steps), subject.compute());
    return new ReverseProcess(forward, Parameterization.X0, variance, false);
  }

  /**
   * For Gaussian data the best chain's own density of x_0 is Gaussian, its mean and variance by
   * recursion from T down; so the cross-entropy −E ln p_θ(x_0) is known too.
   */
  private static Finding bound(Subject subject) {
    GaussianData data = KnownCases.GAUSSIAN;
    double margin = Double.POSITIVE_INFINITY;
    String where = "";
    for (ReverseVariance variance : ReverseVariance.fixed()) {
      for (int steps : new int[] {10, 100, 1000}) {
        ReverseProcess reverse = reverse(subject, steps, variance);
        ChainMoments chain = ChainMoments.ofModel(data, reverse);
        double bias = chain.mean() - data.mean();
        double cross =
            (data.std() * data.std() + bias * bias) / (2 * chain.variance())
                + Math.log(2 * Math.PI * chain.variance()) / 2;
        double bound = new ExactBound(subject, reverse, data, 3).best();
        for (double m : new double[] {cross - data.entropy(), bound - cross}) {
          if (!(m >= margin)) {
            margin = m;
            where = "T=" + steps + ", " + variance + " variance";
          }
        }
      }
    }
    // The sum of up to 1000 terms, each off by some 30 roundings of √(weight) < 200 (as in terms).
    double rounding = 30 * 200 * subject.roundoff();
    return Finding.atLeast(-rounding, margin, "smallest margin in nats, at " + where);
  }

  private static Finding gap(Subject subject) {
    double least = Double.POSITIVE_INFINITY;
    StringBuilder words = new StringBuilder("smallest fall for ten times the steps; gaps");
    for (KnownData data : List.of(KnownCases.GAUSSIAN, KnownCases.MIXTURE)) {
      double before = Double.NaN;
      for (int steps : new int[] {10, 100, 1000}) {
        ReverseProcess reverse = reverse(subject, steps, ReverseVariance.LARGE);
        double gap =
            new ExactBound(subject, reverse, data, data instanceof GaussianData ? 3 : 20).best()
                - data.entropy();
        words.append(String.format(" %.3g", gap));
        if (!Double.isNaN(before)) {
          least = Math.min(least, before / gap);
        }
        before = gap;
      }
      words.append(data instanceof GaussianData ? ";" : " nats");
    }
    return Finding.between(5, 20, least, words.toString());
  }
}
