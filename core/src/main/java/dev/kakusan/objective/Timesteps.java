package dev.kakusan.objective;

import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.WeightSource;
import dev.kakusan.random.RandomKey;
import java.util.List;

/** Where a run's times come from. What it has learned, if it learns, is part of a checkpoint. */
public interface Timesteps {

  /** The times of one batch: a function of the key and of what was learned. */
  DrawnTimes draw(RandomKey key, int batch);

  /** Whether it wants to see each step's losses, for which the device is waited for. */
  default boolean learns() {
    return false;
  }

  /**
   * Takes note of a step.
   *
   * @param losses of the examples at {@code drawn}, weighed
   */
  default void learn(DrawnTimes drawn, List<Double> losses) {}

  /** All that was learned, as arrays; none where it does not learn. */
  default List<NamedArray> state() {
    return List.of();
  }

  /**
   * Goes on from a {@link #state}.
   *
   * @throws dev.kakusan.InvalidInput where an array is missing or has another shape
   */
  default void restore(WeightSource state) {}
}
