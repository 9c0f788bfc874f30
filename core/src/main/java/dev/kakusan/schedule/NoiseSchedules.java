package dev.kakusan.schedule;

import dev.kakusan.InvalidInput;

/** The schedules that have names. */
public final class NoiseSchedules {

  /** No step may drown all: the cap of Nichol and Dhariwal. */
  public static final double LARGEST_BETA = 0.999;

  private NoiseSchedules() {}

  /**
   * β rising linearly from first to last (Ho et al. 2020, section 4: 1e-4 to 0.02 for T = 1000).
   *
   * @param steps T, at least 1; with one step its variance is {@code last}
   */
  public static NoiseSchedule linear(int steps, double first, double last) {
    double[] betas = new double[requireSteps(steps)];
    for (int i = 0; i < steps; i++) {
      betas[i] = steps == 1 ? last : first + (last - first) * i / (steps - 1);
    }
    return NoiseSchedule.ofBetas(betas);
  }

  /**
   * The linear schedule that drowns the data as Ho et al.'s does whatever T is: 0.1/T to 20/T, the
   * latter no more than {@link #LARGEST_BETA}. T = 1000 gives 1e-4 to 0.02.
   */
  public static NoiseSchedule linear(int steps) {
    double scale = 1000.0 / requireSteps(steps);
    return linear(
        steps, Math.min(scale * 1e-4, LARGEST_BETA), Math.min(scale * 0.02, LARGEST_BETA));
  }

  /**
   * ᾱ_t = f(t)/f(0), f(t) = cos²((t/T + s)/(1 + s) · π/2), s = 0.008, β ≤ {@link #LARGEST_BETA}
   * (Nichol, Dhariwal 2021, eq. 17).
   */
  public static NoiseSchedule cosine(int steps) {
    double[] betas = new double[requireSteps(steps)];
    for (int i = 0; i < steps; i++) {
      double ratio = cosineSignal((double) (i + 1) / steps) / cosineSignal((double) i / steps);
      betas[i] = Math.min(1 - ratio, LARGEST_BETA);
    }
    return NoiseSchedule.ofBetas(betas);
  }

  private static double cosineSignal(double time) {
    double c = Math.cos((time + 0.008) / 1.008 * Math.PI / 2);
    return c * c;
  }

  private static int requireSteps(int steps) {
    if (steps < 1) {
      throw new InvalidInput("timesteps must be at least 1, got " + steps);
    }
    return steps;
  }
}
