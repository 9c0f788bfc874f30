package dev.kakusan.objective;

import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.WeightSource;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Importance sampling by the second moment of the losses (Nichol, Dhariwal 2021, eq. 18): p_t in
 * proportion to √(E[L_t²]), weights 1/(T p_t). Uniform until every time has its full history; after
 * that every time keeps a share of {@value #UNIFORM_SHARE} spread over all.
 */
final class LossAwareTimesteps implements Timesteps {

  /** So that no time is forgotten and no weight is above 1000. */
  private static final double UNIFORM_SHARE = 0.001;

  private final int steps;
  private final LossHistory history;

  /**
   * @param steps T
   */
  LossAwareTimesteps(int steps) {
    this.steps = steps;
    this.history = new LossHistory(steps);
  }

  @Override
  public DrawnTimes draw(RandomKey key, int batch) {
    if (!history.full()) {
      return DrawnTimes.uniform(TimestepSampler.UNIFORM.draw(key, batch, steps));
    }
    double[] p = probabilities();
    double[] cumulative = p.clone();
    for (int i = 1; i < steps; i++) {
      cumulative[i] += cumulative[i - 1];
    }
    UniformRandomProvider rng = key.generator();
    int[] t = new int[batch];
    double[] weights = new double[batch];
    for (int i = 0; i < batch; i++) {
      int found = Arrays.binarySearch(cumulative, rng.nextDouble() * cumulative[steps - 1]);
      int index = Math.min(steps - 1, found < 0 ? -found - 1 : found + 1);
      t[i] = 1 + index;
      weights[i] = 1 / (steps * p[index]);
    }
    return new DrawnTimes(t, weights);
  }

  /** p_1..p_T, from a full history; they sum to 1. */
  double[] probabilities() {
    double[] p = new double[steps];
    Arrays.setAll(p, i -> history.rootMeanSquare(i + 1));
    double sum = Arrays.stream(p).sum();
    for (int i = 0; i < steps; i++) {
      double share = sum > 0 ? p[i] / sum : 1.0 / steps;
      p[i] = (1 - UNIFORM_SHARE) * share + UNIFORM_SHARE / steps;
    }
    return p;
  }

  @Override
  public boolean learns() {
    return true;
  }

  @Override
  public void learn(DrawnTimes drawn, List<Double> losses) {
    for (int i = 0; i < losses.size(); i++) {
      history.add(drawn.t()[i], losses.get(i) / drawn.weight(i));
    }
  }

  @Override
  public List<NamedArray> state() {
    return history.state();
  }

  @Override
  public void restore(WeightSource state) {
    history.restore(state);
  }
}
