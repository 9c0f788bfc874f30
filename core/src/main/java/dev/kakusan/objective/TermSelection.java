package dev.kakusan.objective;

import dev.kakusan.InvalidInput;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Which of the times 2..T are met for an example, and the weight of each in the sum over t. The
 * times are cut into strata, neighbours together; one time is drawn uniformly from each and weighs
 * as much as its stratum is wide. However they are cut, the weighted sum is unbiased for Σ_{t=2}^T
 * L_{t−1}; strata of one time each are the exact sum.
 */
public final class TermSelection {

  /** Where each stratum begins: 2 = starts[0] < starts[1] < … < starts[strata] = T + 1. */
  private final int[] starts;

  private TermSelection(int[] starts) {
    this.starts = starts;
  }

  /**
   * Every time once, with weight 1.
   *
   * @param steps T, at least 1; with 1 there is no time to meet
   */
  public static TermSelection exact(int steps) {
    int[] starts = new int[steps];
    Arrays.setAll(starts, k -> k + 2);
    return new TermSelection(starts);
  }

  /**
   * Strata of nearly equal weight, where a time weighs half by its part in the Gaussian information
   * and half by its part in the fall of ln SNR. Of Gaussian data of variance 1 the best network's
   * L_{t−1} is D/2 · [ln(1 + SNR(t−1)) − ln(1 + SNR(t))] for small steps (Kingma et al. 2021, eq.
   * 15), which is nearly all at small t; of a network whose prediction of ε is off by a constant
   * the excess is proportional to SNR(t−1)/SNR(t) − 1 (theory S10), which is nearly all at large t.
   * So the terms within a stratum differ little for either. Each stratum takes its share of what is
   * left, and a single time above its share costs the others nothing.
   *
   * @param strata how many, at least 1; with T − 1 or more the sum is exact
   */
  public static TermSelection sampled(NoiseSchedule schedule, int strata) {
    if (strata < 1) {
      throw new InvalidInput("timesteps must be 'exact' or at least 1, got " + strata);
    }
    int last = schedule.steps();
    if (strata >= last - 1) {
      return exact(last);
    }
    double[] weight = weightUpTo(schedule);
    int[] starts = new int[strata + 1];
    starts[0] = 2;
    starts[strata] = last + 1;
    for (int k = 1; k < strata; k++) {
      int left = strata - k; // each of them needs one time at least
      double before = weight[starts[k - 1] - 1];
      double aim = before + (weight[last] - before) / (left + 1);
      int end = starts[k - 1];
      while (end + left < last && Math.abs(weight[end + 1] - aim) < Math.abs(weight[end] - aim)) {
        end++;
      }
      starts[k] = end + 1;
    }
    return new TermSelection(starts);
  }

  /** The weight of the times 2..t together, for each t in 1..T; all of them weigh 1. */
  static double[] weightUpTo(NoiseSchedule schedule) {
    double information = information(schedule, schedule.steps());
    double logSnr = logSnr(schedule, schedule.steps());
    double[] weight = new double[schedule.steps() + 1];
    for (int t = 2; t < weight.length; t++) {
      double known = information > 0 ? information(schedule, t) / information : 0;
      weight[t] = (known + logSnr(schedule, t) / logSnr) / 2;
    }
    return weight;
  }

  /** The fall of ln(1 + SNR) = −ln(1 − ᾱ) from 1 to t. */
  private static double information(NoiseSchedule schedule, int t) {
    return Math.log(schedule.noiseVariance(t) / schedule.noiseVariance(1));
  }

  /** The fall of ln SNR from 1 to t. */
  private static double logSnr(NoiseSchedule schedule, int t) {
    return schedule.logSnr(1) - schedule.logSnr(t);
  }

  /** How many strata, hence times for an example: 0 where T is 1. */
  public int strata() {
    return starts.length - 1;
  }

  public boolean isExact() {
    return starts[strata()] - 2 == strata();
  }

  /** The times for one example, one in each stratum. */
  public int[] times(RandomKey key) {
    int[] t = new int[strata()];
    UniformRandomProvider rng = key.generator();
    for (int k = 0; k < t.length; k++) {
      t[k] = start(k) + (width(k) == 1 ? 0 : rng.nextInt(width(k)));
    }
    return t;
  }

  /** How many times the stratum holds. */
  public int width(int stratum) {
    return starts[stratum + 1] - starts[stratum];
  }

  /** The first time of the stratum. */
  public int start(int stratum) {
    return starts[stratum];
  }
}
