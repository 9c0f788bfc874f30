package dev.kakusan.compute;

import java.util.List;

/** What a step measured, still on the device: reading waits for it, so read only when it is due. */
@FunctionalInterface
public interface StepReport {

  /** The figures; to be read once, which frees what the device kept for them. */
  Figures read();

  /**
   * @param loss the mean of the step's losses
   * @param gradientNorm the global norm before clipping
   * @param losses the losses themselves, one per example
   */
  record Figures(double loss, double gradientNorm, List<Double> losses) {}
}
