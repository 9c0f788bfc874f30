package dev.kakusan.compute;

/**
 * What changes from step to step.
 *
 * @param step 1 for the first; AdamW's bias corrections are functions of it
 * @param learningRate this step's rate, above 0
 * @param averagingDecay average ← decay · average + (1 − decay) · weights, in [0, 1)
 */
public record StepSettings(long step, double learningRate, double averagingDecay) {

  public StepSettings {
    if (step < 1) {
      throw new IllegalArgumentException("step must be at least 1, got " + step);
    }
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException("learning rate must be above 0, got " + learningRate);
    }
    if (!(averagingDecay >= 0 && averagingDecay < 1)) {
      throw new IllegalArgumentException("decay must lie in [0, 1), got " + averagingDecay);
    }
  }
}
