package dev.kakusan.objective;

import dev.kakusan.random.RandomKey;
import org.apache.commons.rng.UniformRandomProvider;

/** Which times a batch is trained at. Each choice is uniform on 1..T for any one example. */
public enum TimestepSampler {
  /** Independent draws. */
  UNIFORM("uniform") {
    @Override
    public int[] draw(RandomKey key, int batch, int steps) {
      UniformRandomProvider rng = key.generator();
      int[] t = new int[batch];
      for (int i = 0; i < batch; i++) {
        t[i] = 1 + rng.nextInt(steps);
      }
      return t;
    }
  },
  /**
   * One offset for the batch, times at even distances from it (Kingma et al. 2021, appendix I.1).
   */
  STRATIFIED("stratified") {
    @Override
    public int[] draw(RandomKey key, int batch, int steps) {
      double offset = key.generator().nextDouble();
      int[] t = new int[batch];
      for (int i = 0; i < batch; i++) {
        t[i] = 1 + Math.min(steps - 1, (int) ((i + offset) / batch * steps));
      }
      return t;
    }
  };

  private final String label;

  TimestepSampler(String label) {
    this.label = label;
  }

  /** As a user writes it after {@code --timestep-sampling}. */
  @Override
  public String toString() {
    return label;
  }

  /** One time in 1..steps for each example. */
  public abstract int[] draw(RandomKey key, int batch, int steps);
}
