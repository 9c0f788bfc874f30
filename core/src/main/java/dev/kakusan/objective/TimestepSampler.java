package dev.kakusan.objective;

import dev.kakusan.InvalidInput;
import dev.kakusan.random.RandomKey;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Which times a batch is trained at. What {@link #draw} draws is uniform on 1..T for any one
 * example; a choice that learns leaves that draw where {@link Timesteps} has seen enough.
 */
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
  },
  /** By the losses seen so far (Nichol, Dhariwal 2021, section 3.3); uniform at first. */
  LOSS_AWARE("loss-aware") {
    @Override
    public int[] draw(RandomKey key, int batch, int steps) {
      return UNIFORM.draw(key, batch, steps);
    }

    @Override
    public Timesteps on(int steps) {
      return new LossAwareTimesteps(steps);
    }

    @Override
    public long stepsToLearn(int batch, int steps) {
      long losses = (long) LossHistory.KEPT * steps;
      return (losses + batch - 1) / batch;
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

  /**
   * The times of a run, from its beginning.
   *
   * @param steps T
   */
  public Timesteps on(int steps) {
    return (key, batch) -> DrawnTimes.uniform(draw(key, batch, steps));
  }

  /** The fewest training steps after which it may do what it is for; 0 where it does so at once. */
  public long stepsToLearn(int batch, int steps) {
    return 0;
  }

  /**
   * Refuses a run too short for it.
   *
   * @param trained how many steps the run has
   */
  public void requireLearns(long trained, int batch, int steps) {
    long wanted = stepsToLearn(batch, steps);
    if (trained < wanted) {
      throw new InvalidInput(
          String.format(
              "timestep-sampling %s needs %d losses at each of %d timesteps, at least %d steps of"
                  + " batch-size %d; got steps %d",
              label, LossHistory.KEPT, steps, wanted, batch, trained));
    }
  }
}
