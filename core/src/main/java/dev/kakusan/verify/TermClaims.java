package dev.kakusan.verify;

import dev.kakusan.objective.BoundTerms;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.List;
import java.util.Map;

/** The terms of the bound by their definitions, for any prediction at all. */
final class TermClaims {

  private static final Quadrature THREE = Quadrature.normal(3);

  private TermClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "L_T",
            "the prior term is KL(q(x_T|x_0) || N(0, I)) by its definition",
            "theory, section 6; Ho et al. 2020, eq. 5",
            TermClaims::prior),
        new Claim(
            "L_t-1",
            "a denoising term is KL(q(x_{t-1}|x_t,x_0) || p(x_{t-1}|x_t)), whatever the variance",
            "theory S6, section 6; Ho et al. 2020, eq. 5",
            TermClaims::denoising),
        new Claim(
            "L_0",
            "the reconstruction is the decoder's density, of variance beta~_2 or beta_1",
            "theory, section 6; Nichol & Dhariwal 2021",
            TermClaims::reconstruction));
  }

  /** KL of two Gaussians as E_q[ln q − ln p], which three points meet exactly: it is quadratic. */
  private static double kl(double offset, double ofQ, double ofP) {
    double sum = 0;
    for (int i = 0; i < THREE.size(); i++) {
      double z = THREE.points()[i];
      double fromP = offset + Math.sqrt(ofQ) * z;
      double logQ = -z * z / 2 - Math.log(ofQ) / 2;
      double logP = -fromP * fromP / (2 * ofP) - Math.log(ofP) / 2;
      sum += THREE.weights()[i] * (logQ - logP);
    }
    return sum;
  }

  private static Finding prior(Subject subject) {
    Worst worst = new Worst();
    for (Map.Entry<String, NoiseSchedule> tried : Schedules.tried().entrySet()) {
      EveryTime all = new EveryTime(subject, tried.getKey(), tried.getValue());
      BoundTerms bound =
          new BoundTerms(all.forward, ReverseVariance.SMALL, new ContinuousDecoder());
      int last = all.hand.steps();
      for (double[] x0 : new double[][] {{0, 0, 0}, {0.5, -1, 1}, {-3, 0.1, 2}}) {
        double wanted = 0;
        double size = 0;
        for (double x : x0) {
          double mean = all.hand.signal(last) * x;
          wanted += kl(mean, all.hand.noiseVariance(last), 1);
          size += 1 + mean * mean;
        }
        // ½[v + m² − 1 − ln v]: each of the four is good to the rounding of the process.
        worst.see(bound.prior(x0), wanted, 2 * all.hand.rounding() * size, tried.getKey());
      }
    }
    return worst.finding();
  }

  private static Finding denoising(Subject subject) {
    Worst worst = new Worst();
    for (Map.Entry<String, NoiseSchedule> tried : Schedules.tried().entrySet()) {
      EveryTime all = new EveryTime(subject, tried.getKey(), tried.getValue());
      for (ReverseVariance variance : ReverseVariance.fixed()) {
        denoising(worst, all, variance);
      }
    }
    return worst.finding();
  }

  private static void denoising(Worst worst, EveryTime all, ReverseVariance variance) {
    ByHand q = all.hand;
    double[] x0 = all.drawn("x0");
    double[] believed = all.drawn("belief");
    double[] terms = terms(all, variance, x0, believed);
    for (int t = 2; t <= q.steps(); t++) {
      double ofQ = q.posteriorVariance(t);
      double ofP = variance == ReverseVariance.SMALL ? ofQ : q.beta(t);
      double wanted = 0;
      double size = 0;
      for (int i = (t - 1) * EveryTime.D; i < t * EveryTime.D; i++) {
        double off = q.posteriorX0(t) * (believed[i] - x0[i]);
        wanted += kl(off, ofQ, ofP);
        // ½[r − 1 − ln r] + off²/(2σ²): eight roundings of each.
        size += 1 + Math.abs(Math.log(ofQ / ofP)) + off * off / ofP;
      }
      double allowed = (8 * all.subject.roundoff() + 8 * q.rounding()) * size;
      worst.see(terms[t - 1], wanted, allowed, variance + ", " + all.where((t - 1) * EveryTime.D));
    }
  }

  private static Finding reconstruction(Subject subject) {
    Worst worst = new Worst();
    for (Map.Entry<String, NoiseSchedule> tried : Schedules.tried().entrySet()) {
      EveryTime all = new EveryTime(subject, tried.getKey(), tried.getValue());
      ByHand q = all.hand;
      double[] x0 = all.drawn("x0");
      double[] believed = all.drawn("belief");
      for (ReverseVariance kind : ReverseVariance.fixed()) {
        double small = q.steps() == 1 ? q.beta(1) : q.posteriorVariance(2);
        double variance = kind == ReverseVariance.SMALL ? small : q.beta(1);
        double wanted = 0;
        double size = 0;
        for (int i = 0; i < EveryTime.D; i++) {
          double off = believed[i] - x0[i];
          wanted += off * off / (2 * variance) + Math.log(2 * Math.PI * variance) / 2;
          size += Math.abs(Math.log(variance)) + 2 + off * off / variance;
        }
        double allowed = (8 * subject.roundoff() + 8 * q.rounding()) * size;
        worst.see(terms(all, kind, x0, believed)[0], wanted, allowed, kind + ", " + all.where(0));
      }
    }
    return worst.finding();
  }

  private static double[] terms(
      EveryTime all, ReverseVariance variance, double[] x0, double[] believed) {
    BoundTerms bound = new BoundTerms(all.forward, variance, new ContinuousDecoder());
    return all.subject.numbers(() -> bound.term(all.tensor(x0), all.tensor(believed), all.t));
  }
}
