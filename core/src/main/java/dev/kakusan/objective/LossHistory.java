package dev.kakusan.objective;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.WeightSource;
import java.util.List;

/** The last losses seen at each time, oldest first. */
final class LossHistory {

  /** How many are kept at each time (Nichol, Dhariwal 2021, section 3.3). */
  static final int KEPT = 10;

  private final int steps;
  private final double[] losses;
  private final double[] counts;

  /**
   * @param steps T
   */
  LossHistory(int steps) {
    this.steps = steps;
    this.losses = new double[steps * KEPT];
    this.counts = new double[steps];
  }

  /** Adds a loss at t in 1..T. One that is not finite is left out: the run ends over it anyway. */
  void add(int t, double loss) {
    if (!Double.isFinite(loss)) {
      return;
    }
    int from = (t - 1) * KEPT;
    int count = (int) counts[t - 1];
    if (count == KEPT) {
      System.arraycopy(losses, from + 1, losses, from, KEPT - 1);
      losses[from + KEPT - 1] = loss;
    } else {
      losses[from + count] = loss;
      counts[t - 1] = count + 1;
    }
  }

  /** Whether every time has as many losses as are kept. */
  boolean full() {
    for (double count : counts) {
      if (count < KEPT) {
        return false;
      }
    }
    return true;
  }

  /** √(E[L_t²]) of the losses kept at t, which are {@link #KEPT}. */
  double rootMeanSquare(int t) {
    double sum = 0;
    for (int i = (t - 1) * KEPT; i < t * KEPT; i++) {
      sum += losses[i] * losses[i];
    }
    return Math.sqrt(sum / KEPT);
  }

  /** As arrays: {@code losses} [T, 10] and {@code counts} [T]. */
  List<NamedArray> state() {
    return List.of(
        new NamedArray("losses", Shape.of(steps, KEPT), Precision.FLOAT64, losses.clone()),
        new NamedArray("counts", Shape.of(steps), Precision.FLOAT64, counts.clone()));
  }

  void restore(WeightSource state) {
    copy(state, "losses", Shape.of(steps, KEPT), losses);
    copy(state, "counts", Shape.of(steps), counts);
  }

  private static void copy(WeightSource state, String name, Shape shape, double[] into) {
    NamedArray array = state.get(name);
    if (!array.shape().equals(shape)) {
      throw new InvalidInput(
          name + " of timesteps must have shape " + shape + ", got " + array.shape());
    }
    System.arraycopy(array.values(), 0, into, 0, into.length);
  }
}
