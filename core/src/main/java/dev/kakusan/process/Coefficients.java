package dev.kakusan.process;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.function.IntToDoubleFunction;

/**
 * The schedule's numbers for the times of one batch, each a tensor [B, 1, …, 1]. They are computed
 * in double precision on the host.
 */
public final class Coefficients {

  private final Compute compute;
  private final NoiseSchedule schedule;
  private final int[] t;
  private final Shape batch;

  /**
   * @param t one time for each example, in 1..T
   * @param batch the shape of the batch they stand beside
   */
  public Coefficients(Compute compute, NoiseSchedule schedule, int[] t, Shape batch) {
    if (t.length != batch.dim(0)) {
      throw new IllegalArgumentException(t.length + " times for a batch of shape " + batch);
    }
    this.compute = compute;
    this.schedule = schedule;
    this.t = t;
    this.batch = batch;
  }

  /** Any function of t. */
  public Tensor of(IntToDoubleFunction function) {
    double[] values = new double[t.length];
    for (int i = 0; i < t.length; i++) {
      values[i] = function.applyAsDouble(t[i]);
    }
    return compute.perExample(values, batch);
  }

  /** √ᾱ_t. */
  public Tensor signal() {
    return of(schedule::signalScale);
  }

  /** √(1 − ᾱ_t). */
  public Tensor noise() {
    return of(schedule::noiseScale);
  }

  /** The posterior mean's factor of x_0. */
  public Tensor posteriorX0() {
    return of(schedule::posteriorX0);
  }

  /** ln(β_t / β̃_t), at t = 1 ln(β_1 / β̃_2): how far a {@link LearnedVariance} reaches. */
  public Tensor varianceReach() {
    return of(t -> LearnedVariance.reach(schedule, t));
  }

  /** The posterior mean's factor of x_t. */
  public Tensor posteriorXt() {
    return of(schedule::posteriorXt);
  }
}
