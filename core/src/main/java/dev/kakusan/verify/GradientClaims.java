package dev.kakusan.verify;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.objective.BoundTerms;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.objective.Decoder;
import dev.kakusan.objective.LossWeighting;
import dev.kakusan.objective.Objective;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.ObjectivePlan;
import dev.kakusan.objective.PixelDecoder;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseVariance;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** The gradients that training follows. */
final class GradientClaims {

  private GradientClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "gradients",
            "the gradient of every objective, weighting and variance is that of its differences",
            "central differences of the losses",
            GradientClaims::differences),
        new Claim(
            "hybrid",
            "hybrid trains the mean by L_simple alone, the variance by 0.001 L_vlb alone",
            "Nichol & Dhariwal 2021, section 3.1, eq. 16",
            GradientClaims::hybrid),
        new Claim(
            "backends",
            "losses and gradients are those of the reference backend, on the same noise",
            "two implementations of one port",
            GradientClaims::backends));
  }

  private static Function<Denoiser, Tensor> losses(
      Compute compute, Function<ForwardProcess, Objective> objective) {
    return network ->
        objective
            .apply(new ForwardProcess(Plans.SCHEDULE, compute))
            .losses(
                network,
                compute.tensor(Plans.data(), Plans.SHAPE),
                Plans.TIMES,
                Subject.KEY.child("step"));
  }

  private static Finding differences(Subject subject) {
    Worst worst = new Worst();
    for (ObjectivePlan plan : Plans.all()) {
      if (!plan.weighting().equals(LossWeighting.HYBRID)) { // part of whose gradient is stopped
        for (Decoder decoder : List.of(new PixelDecoder(5), new ContinuousDecoder())) {
          differences(worst, subject, plan, decoder);
        }
      }
    }
    return worst.finding();
  }

  /**
   * (f(w + h) − f(w − h)) / 2h, f being the mean loss. A loss is off by a few u of itself, the
   * difference by that over h; the series leaves h² f'''/6. At h = ∛u both are of the order
   * u^(2/3): 30 of them are allowed, in units of 1 + the largest loss.
   */
  private static void differences(
      Worst worst, Subject subject, ObjectivePlan plan, Decoder decoder) {
    Function<Denoiser, Tensor> losses =
        losses(subject.compute(), forward -> plan.on(forward, decoder));
    double h = Math.cbrt(subject.networkRoundoff());
    int parts = plan.variance().parts();
    Weights weights = Weights.drawn(Subject.spec(parts), subject);
    try (TrainableDenoiser network = subject.network(parts)) {
      double[][] gradients = network.gradients(losses);
      double largest =
          Arrays.stream(subject.numbers(() -> losses.apply(network)))
              .map(Math::abs)
              .max()
              .orElse(0);
      double allowed = 30 * h * h * (1 + largest);
      for (int p = 0; p < gradients.length; p++) {
        ParameterSpec parameter = Subject.spec(parts).parameters().get(p);
        double[] values = weights.values(parameter.name());
        int i = Subject.KEY.child(parameter.name()).index(values.length);
        double before = values[i];
        double above = subject.rounded(before + h);
        double below = subject.rounded(before - h);
        values[i] = above;
        double rise = meanLoss(subject, network, weights, losses);
        values[i] = below;
        rise -= meanLoss(subject, network, weights, losses);
        values[i] = before;
        String where = parameter.name() + " of " + Plans.name(plan) + ", " + decoder.name();
        worst.see(gradients[p][i], rise / (above - below), allowed, where);
      }
    }
  }

  private static double meanLoss(
      Subject subject,
      TrainableDenoiser network,
      Weights weights,
      Function<Denoiser, Tensor> losses) {
    network.readFrom(WeightPart.MODEL, weights);
    return Arrays.stream(subject.numbers(() -> losses.apply(network))).average().orElseThrow();
  }

  /** The rows of the last layer: the first D say the mean, the last D the variance. */
  private static Finding hybrid(Subject subject) {
    Worst worst = new Worst();
    for (ObjectiveKind kind : ObjectiveKind.values()) {
      try (TrainableDenoiser network = subject.network(2)) {
        double[][] hybrid = gradients(subject, network, kind, LossWeighting.HYBRID);
        double[][] simple = gradients(subject, network, kind, LossWeighting.SIMPLE);
        double[][] bound = gradients(subject, network, kind, LossWeighting.ELBO);
        for (int p = hybrid.length - 3; p < hybrid.length; p++) {
          int half = hybrid[p].length / 2;
          for (int i = 0; i < hybrid[p].length; i++) {
            boolean mean = i < half;
            double wanted = mean ? simple[p][i] : 0.001 * bound[p][i];
            // The same sums in another order, none of whose terms is much above the whole's size.
            double allowed = 100 * subject.networkRoundoff() * (1 + Math.abs(wanted));
            worst.see(hybrid[p][i], wanted, allowed, (mean ? "mean" : "variance") + " of " + kind);
          }
        }
      }
    }
    return worst.finding();
  }

  private static double[][] gradients(
      Subject subject, TrainableDenoiser network, ObjectiveKind kind, LossWeighting weighting) {
    return network.gradients(
        losses(
            subject.compute(),
            forward ->
                kind.with(
                    weighting,
                    new BoundTerms(forward, ReverseVariance.LEARNED, new ContinuousDecoder()))));
  }

  private static Finding backends(Subject subject) {
    Worst worst = new Worst();
    for (ObjectivePlan plan : Plans.all()) {
      backends(worst, subject, plan);
    }
    return worst.finding();
  }

  private static void backends(Worst worst, Subject subject, ObjectivePlan plan) {
    Function<ForwardProcess, Objective> objective = f -> plan.on(f, new PixelDecoder(5));
    Compute oracle = subject.oracle().compute();
    int parts = plan.variance().parts();
    try (TrainableDenoiser here = subject.network(parts);
        TrainableDenoiser there = subject.oracleNetwork(parts)) {
      Function<Denoiser, Tensor> ours = losses(subject.compute(), objective);
      Function<Denoiser, Tensor> theirs = losses(oracle, objective);
      double[] loss = subject.numbers(() -> ours.apply(here));
      double[] wanted = oracle.tidied(() -> theirs.apply(there).toDoubles());
      // Two layers of 8 and a score of operations: 200 roundings of numbers no larger than these.
      double scale = 200 * subject.networkRoundoff();
      double largest = Arrays.stream(wanted).map(Math::abs).max().orElse(0);
      for (int i = 0; i < loss.length; i++) {
        worst.see(loss[i], wanted[i], scale * (1 + largest), "a loss of " + Plans.name(plan));
      }
      double[][] gradients = here.gradients(ours);
      double[][] expected = there.gradients(theirs);
      double steepest =
          Arrays.stream(expected).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElse(0);
      for (int p = 0; p < gradients.length; p++) {
        for (int i = 0; i < gradients[p].length; i++) {
          worst.see(
              gradients[p][i],
              expected[p][i],
              scale * (1 + steepest),
              "a gradient of " + Plans.name(plan));
        }
      }
    }
  }
}
