package dev.kakusan.process;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Tensor;
import dev.kakusan.schedule.NoiseSchedule;

/** The fixed process that turns data into noise, and its posterior (Ho et al. 2020, section 2). */
public final class ForwardProcess {

  private final NoiseSchedule schedule;
  private final Compute compute;

  public ForwardProcess(NoiseSchedule schedule, Compute compute) {
    this.schedule = schedule;
    this.compute = compute;
  }

  public NoiseSchedule schedule() {
    return schedule;
  }

  public Compute compute() {
    return compute;
  }

  /** The schedule's numbers for a batch like {@code x}. */
  public Coefficients at(int[] t, Tensor x) {
    return new Coefficients(compute, schedule, t, x.shape());
  }

  /**
   * A draw from q(x_t | x_0) = N(√ᾱ_t x_0, (1 − ᾱ_t) I) (Ho et al. 2020, eq. 4; theory S1).
   *
   * @param x0 [B, …]
   * @param t in 0..T; at 0 it is x_0
   * @param eps standard normal, [B, …]
   */
  public Tensor diffuse(Tensor x0, int[] t, Tensor eps) {
    Coefficients c = at(t, x0);
    return x0.times(c.signal()).plus(eps.times(c.noise()));
  }

  /**
   * A draw from q(x_t | x_{t−1}) = N(√α_t x_{t−1}, β_t I) (Ho et al. 2020, eq. 2).
   *
   * @param before x_{t−1}, [B, …]
   * @param t in 1..T
   * @param eps standard normal, [B, …]
   */
  public Tensor step(Tensor before, int[] t, Tensor eps) {
    Coefficients c = at(t, before);
    return before
        .times(c.of(time -> Math.sqrt(schedule.alpha(time))))
        .plus(eps.times(c.of(time -> Math.sqrt(schedule.beta(time)))));
  }

  /**
   * The mean of q(x_{t−1} | x_t, x_0), a point between the two (Ho et al. 2020, eq. 7; theory S2);
   * its variance is {@link NoiseSchedule#posteriorVariance}.
   */
  public Tensor posteriorMean(Tensor x0, Tensor xt, int[] t) {
    Coefficients c = at(t, xt);
    return x0.times(c.posteriorX0()).plus(xt.times(c.posteriorXt()));
  }
}
