package dev.kakusan.verify;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.ObjectivePlan;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;

/** Every loss, number by number, from the same noise. */
final class LossClaims {

  private LossClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "losses",
            "every loss is its formula: with weighting elbo, T/D times the bound's term at t",
            "theory S5, S7, sections 3-6; Hang et al. 2023; Nichol & Dhariwal 2021, eq. 15-16",
            LossClaims::byHand));
  }

  private static Finding byHand(Subject subject) {
    Worst worst = new Worst();
    for (ObjectivePlan plan : Plans.all()) {
      byHand(worst, subject, plan);
    }
    return worst.finding();
  }

  private static void byHand(Worst worst, Subject subject, ObjectivePlan plan) {
    ByHand q = new ByHand(Plans.SCHEDULE);
    RandomKey key = Subject.KEY.child("step");
    double[] x0 = Plans.data();
    double[] eps = key.child("noise").gaussians(x0.length);
    double[] onward = key.child("onward").gaussians(x0.length);
    boolean twice = plan.kind() == ObjectiveKind.TWO_SAMPLE;
    double[] before = new double[x0.length];
    double[] xt = new double[x0.length];
    double[] target = new double[x0.length];
    for (int i = 0; i < x0.length; i++) {
      int t = Plans.TIMES[i / 2];
      before[i] = q.signal(t - 1) * x0[i] + q.noise(t - 1) * eps[i];
      xt[i] =
          twice
              ? Math.sqrt(1 - q.beta(t)) * before[i] + Math.sqrt(q.beta(t)) * onward[i]
              : q.signal(t) * x0[i] + q.noise(t) * eps[i];
      target[i] =
          twice ? before[i] : Published.output(plan.kind().parameterization(), q, t, x0[i], xt[i]);
    }
    Compute compute = subject.compute();
    Shape shape = Plans.SHAPE;
    try (TrainableDenoiser network = subject.network(plan.variance().parts())) {
      double[] output =
          subject.numbers(() -> network.predict(compute.tensor(xt, shape), Plans.TIMES));
      double[] losses =
          subject.numbers(
              () ->
                  plan.on(new ForwardProcess(Plans.SCHEDULE, compute), new ContinuousDecoder())
                      .losses(network, compute.tensor(x0, shape), Plans.TIMES, key));
      int wide = 2 * plan.variance().parts();
      for (int b = 0; b < losses.length; b++) {
        LossByHand hand =
            new LossByHand(
                plan,
                q,
                Plans.TIMES[b],
                example(x0, b, 2),
                example(target, b, 2),
                example(xt, b, 2),
                example(before, b, 2),
                example(output, b, wide));
        double wanted = hand.loss();
        // Some 200 roundings, as between backends, of numbers of the order of the loss and 1.
        double allowed = 200 * subject.networkRoundoff() * (1 + Math.abs(wanted));
        worst.see(losses[b], wanted, allowed, Plans.name(plan) + ", t=" + Plans.TIMES[b]);
      }
    }
  }

  private static double[] example(double[] batch, int b, int wide) {
    return Arrays.copyOfRange(batch, b * wide, (b + 1) * wide);
  }
}
