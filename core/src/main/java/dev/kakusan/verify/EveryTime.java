package dev.kakusan.verify;

import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Coefficients;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.Arrays;

/** A batch that meets every time of a schedule once, 1..T, with two drawn numbers an example. */
final class EveryTime {

  static final int D = 2;

  final Subject subject;
  final String name;
  final ForwardProcess forward;
  final ByHand hand;
  final int[] t;
  final Shape shape;

  EveryTime(Subject subject, String name, NoiseSchedule schedule) {
    this.subject = subject;
    this.name = name;
    this.forward = new ForwardProcess(schedule, subject.compute());
    this.hand = new ByHand(schedule);
    this.t = new int[schedule.steps()];
    Arrays.setAll(t, i -> i + 1);
    this.shape = Shape.of(t.length, D);
  }

  NoiseSchedule schedule() {
    return forward.schedule();
  }

  /** Standard normal numbers, one for each coordinate. */
  double[] drawn(String of) {
    return subject.gaussians(of, shape.size());
  }

  /** x_t by hand. */
  double[] diffused(double[] x0, double[] eps) {
    double[] xt = new double[x0.length];
    for (int i = 0; i < xt.length; i++) {
      xt[i] = subject.rounded(hand.signal(t(i)) * x0[i] + hand.noise(t(i)) * eps[i]);
    }
    return xt;
  }

  Tensor tensor(double[] values) {
    return subject.compute().tensor(values, shape);
  }

  Coefficients coefficients() {
    return new Coefficients(subject.compute(), schedule(), t, shape);
  }

  /** The time of the i-th number. */
  int t(int i) {
    return t[i / D];
  }

  /** As in {@code t=2 of cosine 12}. */
  String where(int i) {
    return "t=" + t(i) + " of " + name;
  }
}
