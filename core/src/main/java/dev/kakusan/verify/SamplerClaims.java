package dev.kakusan.verify;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.sampling.SamplerKind;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.List;

/** Every step of every sampler, for Gaussian data, whose best denoiser makes each step affine. */
final class SamplerClaims {

  private static final GaussianData DATA = KnownCases.GAUSSIAN;
  private static final int N = 32;

  /** What the network says of a learned variance: v' = 0.8, nearer the large one. */
  private static final double V = 0.6;

  private SamplerClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "ancestral-step",
            "every ancestral step has the posterior's mean at x_0^ and its variance, none at t=1",
            "theory, section 8; Ho et al. 2020, algorithm 2",
            SamplerClaims::ancestral),
        new Claim(
            "ddim-step",
            "every DDIM step has its mean and variance, for eta = 0, 0.5, 1",
            "theory, section 8; Song, Meng & Ermon 2021, eq. 12 and 16",
            SamplerClaims::ddim),
        new Claim(
            "ddim-eta-1",
            "DDIM with eta = 1 on all times is ancestral sampling with beta~_t",
            "Song, Meng & Ermon 2021, section 4.1",
            SamplerClaims::ddimWithAllNoiseIsAncestral));
  }

  private static Finding ancestral(Subject subject) {
    Worst worst = new Worst();
    for (ReverseVariance variance : ReverseVariance.fixed()) {
      boolean small = variance == ReverseVariance.SMALL;
      everyStep(
          worst,
          subject,
          variance,
          SamplerKind.ANCESTRAL,
          0,
          (q, t) -> AffineStep.ancestral(DATA, q, t),
          (q, t) -> t == 1 ? 0 : Math.sqrt(small ? q.posteriorVariance(t) : q.beta(t)));
    }
    everyStep(
        worst,
        subject,
        ReverseVariance.LEARNED,
        SamplerKind.ANCESTRAL,
        0,
        (q, t) -> AffineStep.ancestral(DATA, q, t),
        SamplerClaims::learnedStd);
    return worst.finding();
  }

  /** The root of β^v' β̃^(1−v') (Nichol, Dhariwal 2021, eq. 15). */
  private static double learnedStd(ByHand q, int t) {
    double share = (V + 1) / 2;
    return t == 1
        ? 0
        : Math.sqrt(Math.pow(q.beta(t), share) * Math.pow(q.posteriorVariance(t), 1 - share));
  }

  /** The best denoiser, saying V beside its prediction where the variance is learned. */
  private static Denoiser denoiser(ReverseProcess reverse) {
    Denoiser best = DATA.denoiser(reverse.forward(), reverse.parameterization());
    if (!reverse.variance().learned()) {
      return best;
    }
    return (xt, t) -> {
      double[] both = new double[2 * t.length];
      double[] prediction = best.predict(xt, t).toDoubles();
      for (int i = 0; i < t.length; i++) {
        both[2 * i] = prediction[i];
        both[2 * i + 1] = V;
      }
      return reverse.forward().compute().tensor(both, Shape.of(t.length, 2));
    };
  }

  private static Finding ddim(Subject subject) {
    Worst worst = new Worst();
    for (double eta : new double[] {0, 0.5, 1}) {
      NoiseOf noise = (q, t) -> eta * Math.sqrt(q.posteriorVariance(t));
      everyStep(
          worst,
          subject,
          ReverseVariance.LARGE, // which DDIM must not heed
          SamplerKind.DDIM,
          eta,
          (q, t) -> AffineStep.ddim(DATA, q, t, noise.std(q, t)),
          noise);
    }
    return worst.finding();
  }

  private static Finding ddimWithAllNoiseIsAncestral(Subject subject) {
    Worst worst = new Worst();
    everyStep(
        worst,
        subject,
        ReverseVariance.SMALL,
        SamplerKind.DDIM,
        1,
        (q, t) -> AffineStep.ancestral(DATA, q, t),
        (q, t) -> Math.sqrt(q.posteriorVariance(t)));
    return worst.finding();
  }

  /** The mean of the step from x_t, by hand. */
  private interface MeanOf {
    AffineStep step(ByHand q, int t);
  }

  /** The standard deviation of the noise that the step from x_t adds, by hand. */
  private interface NoiseOf {
    double std(ByHand q, int t);
  }

  private static void everyStep(
      Worst worst,
      Subject subject,
      ReverseVariance variance,
      SamplerKind kind,
      double eta,
      MeanOf mean,
      NoiseOf noise) {
    double[] x = subject.gaussians("x", N);
    double[] z = subject.gaussians("z", N);
    for (NoiseSchedule schedule : List.of(NoiseSchedules.cosine(9), NoiseSchedules.linear(20))) {
      ForwardProcess forward = new ForwardProcess(schedule, subject.compute());
      ByHand q = new ByHand(schedule);
      for (Parameterization p : Parameterization.values()) {
        ReverseProcess reverse = new ReverseProcess(forward, p, variance, false);
        Denoiser best = denoiser(reverse);
        for (int t = 1; t <= q.steps(); t++) {
          int k = t;
          double[] next =
              subject.numbers(
                  () -> {
                    Tensor drawn = subject.compute().tensor(z, Shape.of(N, 1));
                    Tensor at = subject.compute().tensor(x, Shape.of(N, 1));
                    return kind.on(reverse, eta).step(best, at, k, () -> drawn);
                  });
          AffineStep step = mean.step(q, t);
          double std = noise.std(q, t);
          // x̂_0 is off by some roundings of what it is made from (|x| < 5, outputs too); it enters
          // directly and, in DDIM, through ε̂.
          double ofX0 =
              q.posteriorX0(t) + q.signal(t - 1) + q.noise(t - 1) * q.signal(t) / q.noise(t);
          double allowed =
              (32 * subject.roundoff() + 8 * q.rounding())
                  * (ofX0 * Published.reach(p, q, t, 5, 5) + 10);
          String where = String.format("t=%d of T=%d, %s, eta %s", t, q.steps(), p, eta);
          for (int i = 0; i < N; i++) {
            double wanted = step.slope() * x[i] + step.offset() + std * z[i];
            worst.see(next[i], wanted, allowed, where);
          }
        }
      }
    }
  }
}
