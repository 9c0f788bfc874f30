package dev.kakusan.verify;

import dev.kakusan.compute.Tensor;
import dev.kakusan.objective.BoundTerms;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the network predicts, and what an error of it costs. */
final class ParameterizationClaims {

  private ParameterizationClaims() {}

  static List<Claim> claims() {
    List<Claim> claims = new ArrayList<>();
    claims.add(
        new Claim(
            "S11",
            "all four outputs that state one belief about x_0 give the same reverse mean",
            "theory S11",
            ParameterizationClaims::sameBeliefSameMean));
    claims.add(
        weight(
            "S7",
            Parameterization.MEAN,
            "1/(2 beta~_t) |mean - mean~|^2",
            "Ho et al. 2020, eq. 8"));
    claims.add(
        weight("S9", Parameterization.X0, "(SNR(t-1) - SNR(t))/2 |x_0^ - x_0|^2", "VDM, eq. 13"));
    claims.add(
        weight(
            "S10",
            Parameterization.EPSILON,
            "beta_t^2/(2 beta~_t alpha_t (1 - alphaBar_t)) |eps^ - eps|^2",
            "Ho et al. 2020, eq. 12"));
    claims.add(
        weight(
            "S9-v",
            Parameterization.V,
            "(1 - alphaBar_t)(SNR(t-1) - SNR(t))/2 |v^ - v|^2",
            "Salimans & Ho 2022, section 4"));
    return claims;
  }

  private static Finding sameBeliefSameMean(Subject subject) {
    Worst worst = new Worst();
    for (Map.Entry<String, NoiseSchedule> tried : Schedules.tried().entrySet()) {
      EveryTime all = new EveryTime(subject, tried.getKey(), tried.getValue());
      for (Parameterization p : Parameterization.values()) {
        sameBeliefSameMean(worst, all, p);
      }
    }
    return worst.finding();
  }

  private static void sameBeliefSameMean(Worst worst, EveryTime all, Parameterization p) {
    ByHand q = all.hand;
    double[] x0 = all.drawn("x0");
    double[] eps = all.drawn("eps");
    double[] xt = all.diffused(x0, eps);
    double[] believed = all.drawn("belief");
    double[] output = new double[xt.length];
    for (int i = 0; i < xt.length; i++) {
      output[i] = all.subject.rounded(Published.output(p, q, all.t(i), believed[i], xt[i]));
    }
    ReverseProcess reverse = new ReverseProcess(all.forward, p, ReverseVariance.SMALL, false);
    double[] mean =
        all.subject.numbers(
            () -> reverse.mean((x, t) -> all.tensor(output), all.tensor(xt), all.t));
    double[] target =
        all.subject.numbers(
            () -> p.target(all.tensor(x0), all.tensor(xt), all.tensor(eps), all.coefficients()));
    for (int i = 0; i < xt.length; i++) {
      int t = all.t(i);
      String where = p + ", " + all.where(i);
      // Seven roundings from x_t and the output to x̂_0, the output's own included; then as in S2.
      double reach = Math.abs(believed[i]) + Published.reach(p, q, t, xt[i], output[i]);
      double ofXt = q.posteriorXt(t) * xt[i];
      double allowed =
          (8 * all.subject.roundoff() + 4 * q.rounding())
              * (q.posteriorX0(t) * reach + Math.abs(ofXt));
      worst.see(mean[i], q.posteriorX0(t) * believed[i] + ofXt, allowed, where);
      // x_t was rounded once, which ε feels by 1/√(1 − ᾱ_t).
      double size = (Math.abs(x0[i]) + Math.abs(xt[i]) + Math.abs(eps[i])) / q.noise(t);
      worst.see(
          target[i],
          Published.output(p, q, t, x0[i], xt[i]),
          (6 * all.subject.roundoff() + 4 * q.rounding()) * (size + 1),
          where);
    }
  }

  private static Claim weight(String id, Parameterization p, String formula, String source) {
    return new Claim(
        id,
        "the KL at t >= 2 is " + formula,
        "theory " + id.replace("-v", "") + "; " + source,
        subject -> weights(subject, p));
  }

  /** The terms of a network that is off by a drawn error, and the factor by itself. */
  private static Finding weights(Subject subject, Parameterization p) {
    Worst worst = new Worst();
    for (Map.Entry<String, NoiseSchedule> tried : Schedules.tried().entrySet()) {
      EveryTime all = new EveryTime(subject, tried.getKey(), tried.getValue());
      ByHand q = all.hand;
      double[] x0 = all.drawn("x0");
      double[] xt = all.diffused(x0, all.drawn("eps"));
      double[] error = all.drawn("error");
      double[] output = new double[xt.length];
      for (int i = 0; i < xt.length; i++) {
        double right = Published.output(p, q, all.t(i), x0[i], xt[i]);
        output[i] = subject.rounded(right + error[i]);
        error[i] = output[i] - right;
      }
      BoundTerms bound =
          new BoundTerms(all.forward, ReverseVariance.SMALL, new ContinuousDecoder());
      double[] terms =
          subject.numbers(
              () -> {
                Tensor predicted = p.x0(all.tensor(xt), all.tensor(output), all.coefficients());
                return bound.term(all.tensor(x0), predicted, all.t);
              });
      for (int t = 2; t <= q.steps(); t++) {
        String where = all.where((t - 1) * EveryTime.D);
        double weight = Published.weight(p, q, t);
        double perOutput = Published.x0PerOutput(p, q, t);
        // A difference of near SNRs keeps as many digits less as they agree in.
        double cancelled = 4 * q.rounding() * (1 + 2 * q.snr(t) / (q.snr(t - 1) - q.snr(t)));
        double program = bound.weightOnX0(t) * square(p.x0PerOutput(all.schedule(), t));
        worst.see(program, weight, cancelled * weight, "the factor at " + where);
        double squares = 0;
        double slack = 0;
        for (int i = (t - 1) * EveryTime.D; i < t * EveryTime.D; i++) {
          // x̂_0 − x_0 is off by a few roundings of what it was made from: in the output's units.
          double reach = Math.abs(x0[i]) + Published.reach(p, q, t, xt[i], output[i]);
          double off = (6 * subject.roundoff() + 4 * q.rounding()) * reach / perOutput;
          squares += square(error[i]);
          slack += 2 * Math.abs(error[i]) * off + square(off);
        }
        double rounding = (4 * subject.roundoff() + cancelled) * squares;
        worst.see(terms[t - 1], weight * squares, weight * (slack + rounding), where);
      }
    }
    return worst.finding();
  }

  private static double square(double x) {
    return x * x;
  }
}
