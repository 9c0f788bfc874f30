package dev.kakusan.verify;

import dev.kakusan.objective.LossWeighting;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.ObjectivePlan;
import dev.kakusan.process.Parameterization;

/**
 * One example's loss in plain numbers (theory, sections 3 to 6), from its data, its noise and what
 * the network said.
 *
 * @param t in 1..T
 * @param x0 the data
 * @param target of the network by this objective
 * @param xt noisy data
 * @param before x_{t−1}, where the objective draws it
 * @param output of the network, with v behind the prediction where the variance is learned
 */
record LossByHand(
    ObjectivePlan plan,
    ByHand q,
    int t,
    double[] x0,
    double[] target,
    double[] xt,
    double[] before,
    double[] output) {

  double loss() {
    LossWeighting weighting = plan.weighting();
    if (weighting.equals(LossWeighting.SIMPLE)) {
      return squared();
    }
    if (weighting.equals(LossWeighting.ELBO)) {
      return bound();
    }
    if (weighting.equals(LossWeighting.HYBRID)) {
      return squared() + 0.001 * bound();
    }
    double perOutput = Published.x0PerOutput(plan.kind().parameterization(), q, t);
    double gamma = Double.parseDouble(weighting.toString().substring("min-snr:".length()));
    return Math.min(q.snr(t), gamma) * perOutput * perOutput * squared();
  }

  private double squared() {
    double sum = 0;
    for (int i = 0; i < x0.length; i++) {
      sum += (output[i] - target[i]) * (output[i] - target[i]);
    }
    return sum / x0.length;
  }

  /** T/D times the term at t: of the likelihood for two draws, else of the bound. */
  private double bound() {
    double sum = 0;
    for (int i = 0; i < x0.length; i++) {
      sum += nats(i);
    }
    return sum * q.steps() / x0.length;
  }

  private double nats(int i) {
    Parameterization p = plan.kind().parameterization();
    double believed = Published.x0(p, q, t, xt[i], output[i]);
    double sigma2 = variance(i);
    if (t == 1) {
      return minusLog(x0[i] - believed, sigma2);
    }
    if (plan.kind() == ObjectiveKind.TWO_SAMPLE) {
      return minusLog(before[i] - output[i], sigma2);
    }
    double ratio = q.posteriorVariance(t) / sigma2;
    double off = q.posteriorX0(t) * (believed - x0[i]);
    return (ratio - 1 - Math.log(ratio) + off * off / sigma2) / 2;
  }

  /** −ln N(off; 0, σ²). */
  private static double minusLog(double off, double sigma2) {
    return off * off / (2 * sigma2) + Math.log(2 * Math.PI * sigma2) / 2;
  }

  /** σ_t², at t = 1 the decoder's. */
  private double variance(int i) {
    double small = q.posteriorVariance(Math.max(t, 2));
    double large = q.beta(t);
    return switch (plan.variance()) {
      case SMALL -> small;
      case LARGE -> large;
      case LEARNED -> {
        double share = (output[x0.length + i] + 1) / 2;
        yield Math.exp(share * Math.log(large) + (1 - share) * Math.log(small));
      }
    };
  }
}
