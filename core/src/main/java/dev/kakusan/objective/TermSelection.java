package dev.kakusan.objective;

import dev.kakusan.InvalidInput;
import dev.kakusan.random.RandomKey;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Which of the times 2..T are met for an example, and the weight of each in the sum over t, so that
 * the weighted sum is unbiased for Σ_{t=2}^T L_{t−1}. With {@code strata} ≥ T − 1 every time is met
 * once with weight 1: the exact sum. Otherwise 2..T is cut into strata of nearly equal size and one
 * time is drawn from each, weighing as much as its stratum is wide.
 *
 * @param steps T
 * @param strata how many, at least 1
 */
public record TermSelection(int steps, int strata) {

  public TermSelection {
    if (strata < 1) {
      throw new InvalidInput("timesteps must be 'exact' or at least 1, got " + strata);
    }
    strata = Math.min(strata, steps - 1);
  }

  public static TermSelection exact(int steps) {
    return new TermSelection(steps, Math.max(1, steps - 1));
  }

  public boolean isExact() {
    return strata == steps - 1;
  }

  /** The times for one example, one in each stratum. */
  public int[] times(RandomKey key) {
    int[] t = new int[strata];
    UniformRandomProvider rng = key.generator();
    for (int k = 0; k < strata; k++) {
      t[k] = start(k) + (isExact() ? 0 : rng.nextInt(width(k)));
    }
    return t;
  }

  /** How many times the stratum holds. */
  public int width(int stratum) {
    return start(stratum + 1) - start(stratum);
  }

  private int start(int stratum) {
    return 2 + (int) ((long) (steps - 1) * stratum / strata);
  }
}
