package dev.kakusan.verify;

import dev.kakusan.compute.Shape;
import dev.kakusan.objective.DrawnTimes;
import dev.kakusan.objective.TimestepSampler;
import dev.kakusan.objective.Timesteps;
import dev.kakusan.random.RandomKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The choices of training times: whatever they favour, the mean over uniform t is what they aim at.
 */
final class TimesClaims {

  private static final int STEPS = 10;
  private static final int BATCH = 64;

  private TimesClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "uniform-t",
            "each choice of training times, untaught, meets every t equally often",
            "theory S5; Kingma et al. 2021, appendix I.1",
            TimesClaims::uniform),
        new Claim(
            "loss-aware-t",
            "loss-aware times follow the losses' second moments; their 1/p weights undo the bias",
            "Nichol & Dhariwal 2021, section 3.3, eq. 18",
            TimesClaims::lossAware));
  }

  private static Finding uniform(Subject subject) {
    Worst worst = new Worst();
    int batches = 4000;
    for (TimestepSampler sampler : TimestepSampler.values()) {
      long[] seen = new long[STEPS + 1];
      for (int batch = 0; batch < batches; batch++) {
        RandomKey key = Subject.KEY.child("times").child(batch);
        for (int t : sampler.on(STEPS).draw(key, 7).t()) {
          seen[t]++;
        }
      }
      double n = 7.0 * batches;
      for (int t = 1; t <= STEPS; t++) {
        worst.see((double) seen[t], n / STEPS, fiveErrors(n, 0.1), sampler + ", t=" + t);
      }
    }
    return worst.finding();
  }

  /** Of the count of n draws that each come out so with probability p, at the most independent. */
  private static double fiveErrors(double n, double p) {
    return 5 * Math.sqrt(n * p * (1 - p));
  }

  /** Taught losses that fall with t, it is left to draw; everything is worked out a second time. */
  private static Finding lossAware(Subject subject) {
    Timesteps times = TimestepSampler.LOSS_AWARE.on(STEPS);
    double[] p = probabilities(teach(times, subject));
    Worst worst = new Worst();
    int batches = 1000;
    double n = (double) BATCH * batches;
    long[] seen = new long[STEPS + 1];
    double[] weighed = new double[STEPS + 1];
    for (int batch = 0; batch < batches; batch++) {
      DrawnTimes drawn = times.draw(Subject.KEY.child("drawn").child(batch), BATCH);
      double[] weights = weights(drawn, subject);
      for (int i = 0; i < BATCH; i++) {
        int t = drawn.t()[i];
        seen[t]++;
        weighed[t] += weights[i];
        double weight = 1 / (STEPS * p[t]);
        worst.see(weights[i], weight, 8 * subject.roundoff() * weight, "a weight of t=" + t);
      }
    }
    for (int t = 1; t <= STEPS; t++) {
      worst.see((double) seen[t], n * p[t], fiveErrors(n, p[t]), "draws of t=" + t);
      double error = fiveErrors(n, p[t]) / (STEPS * p[t]);
      worst.see(weighed[t], n / STEPS, error, "weighed draws of t=" + t);
    }
    return worst.finding();
  }

  /** What the times multiply losses by. */
  private static double[] weights(DrawnTimes drawn, Subject subject) {
    double[] ones = new double[BATCH];
    Arrays.fill(ones, 1);
    return subject.numbers(
        () -> drawn.weighed(subject.compute().tensor(ones, Shape.of(BATCH)), subject.compute()));
  }

  /** The last ten losses at each time, at [t]; learning goes on long after all have ten. */
  private static List<Deque<Double>> teach(Timesteps times, Subject subject) {
    List<Deque<Double>> last = new ArrayList<>();
    for (int t = 0; t <= STEPS; t++) {
      last.add(new ArrayDeque<>());
    }
    for (int step = 0; step < 60; step++) {
      RandomKey key = Subject.KEY.child("taught").child(step);
      DrawnTimes drawn = times.draw(key.child("t"), BATCH);
      double[] weights = weights(drawn, subject);
      double[] z = key.child("noise").gaussians(BATCH);
      List<Double> losses = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        int t = drawn.t()[i];
        double loss = (STEPS + 1 - t) * (1 + 0.3 * z[i]);
        losses.add(loss * weights[i]);
        last.get(t).addLast(loss);
        if (last.get(t).size() > 10) {
          last.get(t).removeFirst();
        }
      }
      times.learn(drawn, losses);
    }
    return last;
  }

  /** p_t in proportion to √(E[L_t²]), but for a thousandth that is spread over all. */
  private static double[] probabilities(List<Deque<Double>> last) {
    double[] p = new double[STEPS + 1];
    for (int t = 1; t <= STEPS; t++) {
      double squares = last.get(t).stream().mapToDouble(loss -> loss * loss).sum();
      p[t] = Math.sqrt(squares / last.get(t).size());
    }
    double sum = Arrays.stream(p).sum();
    for (int t = 1; t <= STEPS; t++) {
      p[t] = 0.999 * p[t] / sum + 0.001 / STEPS;
    }
    return p;
  }
}
