package dev.kakusan.verify;

import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import dev.kakusan.schedule.SamplingSteps;
import java.util.List;
import java.util.Map;

/** The forward process and its posterior. */
final class ProcessClaims {

  private ProcessClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "schedules",
            "linear and cosine are the published schedules",
            "Ho et al. 2020, section 4; Nichol & Dhariwal 2021, eq. 17",
            ProcessClaims::schedules),
        new Claim(
            "S1",
            "one draw reaches any t: q(x_t|x_0) is the one-step transitions composed",
            "theory S1; Ho et al. 2020, eq. 4",
            ProcessClaims::oneDrawReachesAnyTime),
        new Claim(
            "respaced",
            "fewer steps meet the same q(x_t|x_0) at the times they keep, from T down",
            "Nichol & Dhariwal 2021, section 4",
            ProcessClaims::respaced),
        new Claim(
            "S2",
            "q(x_{t-1}|x_t,x_0) is Bayes' rule for Gaussians: precisions add",
            "theory S2; Ho et al. 2020, eq. 6-7",
            ProcessClaims::posteriorByPrecisions),
        new Claim(
            "S2-density",
            "q(x_{t-1}|x_t,x_0) q(x_t|x_0) = q(x_t|x_{t-1}) q(x_{t-1}|x_0) at drawn points",
            "theory S2; Ho et al. 2020, eq. 6-7",
            ProcessClaims::posteriorByDensities));
  }

  private static Finding schedules(Subject subject) {
    Worst worst = new Worst();
    for (int steps : new int[] {10, 50, 1000}) {
      NoiseSchedule linear = NoiseSchedules.linear(steps);
      NoiseSchedule cosine = NoiseSchedules.cosine(steps);
      for (int t = 1; t <= steps; t++) {
        double between = (t - 1.0) / (steps - 1);
        double first = 0.1 / steps;
        double last = Math.min(20.0 / steps, 0.999);
        String where = "t=" + t + " of " + steps;
        // A handful of roundings of numbers below 1.
        worst.see(linear.beta(t), first * (1 - between) + last * between, 1e-15, where);
        // The cap holds at the last step alone: there ᾱ is not the formula's 0.
        double wanted = t == steps ? cosine.alphaBar(t - 1) * 0.001 : cosine(t, steps);
        worst.see(cosine.alphaBar(t), wanted, (8 + 4.0 * t) * 0x1p-53, where);
      }
    }
    return worst.finding();
  }

  private static double cosine(int t, int steps) {
    double now = Math.cos(((double) t / steps + 0.008) / 1.008 * Math.PI / 2);
    double start = Math.cos(0.008 / 1.008 * Math.PI / 2);
    return now * now / (start * start);
  }

  private static Finding oneDrawReachesAnyTime(Subject subject) {
    Worst worst = new Worst();
    for (Map.Entry<String, NoiseSchedule> tried : Schedules.tried().entrySet()) {
      EveryTime all = new EveryTime(subject, tried.getKey(), tried.getValue());
      double[] x0 = all.drawn("x0");
      double[] eps = all.drawn("eps");
      double[] xt =
          subject.numbers(() -> all.forward.diffuse(all.tensor(x0), all.t, all.tensor(eps)));
      for (int i = 0; i < xt.length; i++) {
        double signal = all.hand.signal(all.t(i)) * x0[i];
        double noise = all.hand.noise(all.t(i)) * eps[i];
        // Each product is rounded twice (its coefficient, itself), the sum once.
        double allowed =
            (4 * subject.roundoff() + all.hand.rounding()) * (Math.abs(signal) + Math.abs(noise));
        worst.see(xt[i], signal + noise, allowed, all.where(i));
      }
    }
    return worst.finding();
  }

  private static Finding respaced(Subject subject) {
    Worst worst = new Worst();
    NoiseSchedule full = NoiseSchedules.cosine(200);
    ByHand fullByHand = new ByHand(full);
    for (int count : new int[] {1, 7, 25, 200}) {
      int[] falling = SamplingSteps.evenly(200, count);
      int[] rising = new int[count];
      for (int k = 0; k < count; k++) {
        rising[k] = falling[count - 1 - k];
      }
      NoiseSchedule few = full.respaced(rising);
      // Its own β, composed by hand, must lead to the whole schedule's levels.
      ByHand hand = new ByHand(few);
      worst.see(rising[count - 1], 200, 1e-9, "the first step of " + count);
      for (int k = 1; k <= count; k++) {
        String where = "step " + k + " of " + count;
        double wanted = fullByHand.noiseVariance(rising[k - 1]);
        double allowed = 2 * fullByHand.rounding();
        worst.see(hand.noiseVariance(k), wanted, allowed, where);
        worst.see(few.noiseVariance(k), wanted, allowed, where);
        // Even to the nearest time.
        double uneven = Math.abs(rising[k - 1] - 200.0 * k / count);
        worst.see(Math.max(0, uneven - 0.5), 0, 1e-9, where);
      }
    }
    return worst.finding();
  }

  private static Finding posteriorByPrecisions(Subject subject) {
    Worst worst = new Worst();
    for (Map.Entry<String, NoiseSchedule> tried : Schedules.tried().entrySet()) {
      EveryTime all = new EveryTime(subject, tried.getKey(), tried.getValue());
      ByHand hand = all.hand;
      double[] x0 = all.drawn("x0");
      double[] xt = all.drawn("xt");
      double[] mean =
          subject.numbers(() -> all.forward.posteriorMean(all.tensor(x0), all.tensor(xt), all.t));
      for (int i = 0; i < mean.length; i++) {
        int t = all.t(i);
        double ofX0 = hand.posteriorX0(t) * x0[i];
        double ofXt = hand.posteriorXt(t) * xt[i];
        // As in S1; the coefficients have a few more roundings on either side.
        double allowed =
            (4 * subject.roundoff() + 3 * hand.rounding()) * (Math.abs(ofX0) + Math.abs(ofXt));
        worst.see(mean[i], ofX0 + ofXt, allowed, all.where(i));
        double variance = hand.posteriorVariance(t);
        double near = 3 * hand.rounding() * variance + Double.MIN_NORMAL;
        worst.see(all.schedule().posteriorVariance(t), variance, near, all.where(i));
      }
    }
    return worst.finding();
  }

  private static Finding posteriorByDensities(Subject subject) {
    Worst worst = new Worst();
    for (Map.Entry<String, NoiseSchedule> tried : Schedules.tried().entrySet()) {
      NoiseSchedule s = tried.getValue();
      ByHand hand = new ByHand(s);
      for (int t = 2; t <= s.steps(); t++) {
        double[] z = Subject.KEY.child("density").child(t).gaussians(3);
        double before = hand.signal(t - 1) * z[0] + hand.noise(t - 1) * z[1];
        double after = Math.sqrt(1 - hand.beta(t)) * before + Math.sqrt(hand.beta(t)) * z[2];
        LogDensity step = new LogDensity(after, Math.sqrt(1 - hand.beta(t)) * before, hand.beta(t));
        LogDensity early =
            new LogDensity(before, hand.signal(t - 1) * z[0], hand.noiseVariance(t - 1));
        LogDensity late = new LogDensity(after, hand.signal(t) * z[0], hand.noiseVariance(t));
        double mean = s.posteriorX0(t) * z[0] + s.posteriorXt(t) * after;
        LogDensity posterior = new LogDensity(before, mean, s.posteriorVariance(t));
        double slack = step.slack() + early.slack() + late.slack() + posterior.slack();
        worst.see(
            posterior.value(),
            step.value() + early.value() - late.value(),
            3 * hand.rounding() * slack,
            "t=" + t + " of " + tried.getKey());
      }
    }
    return worst.finding();
  }

  /** ln N(x; mean, variance). */
  private record LogDensity(double x, double mean, double variance) {

    double value() {
      return -(x - mean) * (x - mean) / (2 * variance) - Math.log(2 * Math.PI * variance) / 2;
    }

    /** By how many times a relative error of the numbers the value may move, their 1s included. */
    double slack() {
      double off = Math.abs(x - mean);
      return 1 + off * off / variance + off * (Math.abs(x) + Math.abs(mean)) / variance;
    }
  }
}
