package dev.kakusan.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

final class LossAwareTimestepsTest {

  /** Losses that differ by two orders of magnitude over four times, one of them negative. */
  private static final List<Double> LOSS = List.of(-8.0, 2.0, 0.5, 0.1);

  private final LossAwareTimesteps timesteps = new LossAwareTimesteps(4);

  private static void learn(Timesteps timesteps, int rounds) {
    for (int i = 0; i < rounds; i++) {
      timesteps.learn(DrawnTimes.uniform(new int[] {1, 2, 3, 4}), LOSS);
    }
  }

  @Test
  void itIsUniformUntilEveryTimeHasItsHistory() {
    learn(timesteps, 9);
    RandomKey key = RandomKey.root(1);
    DrawnTimes drawn = timesteps.draw(key, 64);
    assertThat(drawn.t()).isEqualTo(TimestepSampler.UNIFORM.draw(key, 64, 4));
    assertThat(drawn.weights()).isEmpty();
    timesteps.learn(DrawnTimes.uniform(new int[] {1, 1, 2, 3}), List.of(1.0, 1.0, 1.0, 1.0));
    assertThat(timesteps.draw(key, 64).weights()).isEmpty();
    timesteps.learn(DrawnTimes.uniform(new int[] {4}), List.of(1.0));
    assertThat(timesteps.draw(key, 64).weights()).hasSize(64);
  }

  @Test
  void theProbabilitiesFollowTheRootMeanSquareAndSumToOne() {
    learn(timesteps, 10);
    double[] p = timesteps.probabilities();
    double sum = 8 + 2 + 0.5 + 0.1;
    for (int i = 0; i < 4; i++) {
      double wanted = 0.999 * Math.abs(LOSS.get(i)) / sum + 0.001 / 4;
      assertThat(p[i]).isCloseTo(wanted, within(1e-14));
    }
    assertThat(Arrays.stream(p).sum()).isCloseTo(1, within(1e-14));
  }

  /** A new loss drives out the oldest, and the weight of its draw is taken off again. */
  @Test
  void theHistoryIsOfTheLastTenLossesUnweighed() {
    learn(timesteps, 10);
    for (int i = 0; i < 10; i++) {
      timesteps.learn(new DrawnTimes(new int[] {2}, new double[] {0.25}), List.of(1.0));
    }
    double[] p = timesteps.probabilities();
    assertThat(p[1]).isCloseTo(0.999 * 4 / (8 + 4 + 0.5 + 0.1) + 0.001 / 4, within(1e-14));
  }

  @Test
  void theWeighedLossIsUnbiasedForTheUniformMean() {
    learn(timesteps, 10);
    double[] p = timesteps.probabilities();
    SummaryStatistics seen = new SummaryStatistics();
    for (int batch = 0; batch < 2000; batch++) {
      RandomKey key = RandomKey.root(3).child(batch);
      DrawnTimes drawn = timesteps.draw(key, 16);
      for (int i = 0; i < 16; i++) {
        int t = drawn.t()[i];
        assertThat(drawn.weight(i)).isCloseTo(1 / (4 * p[t - 1]), within(1e-12));
        // A loss of another shape than the one learned from: the weights know nothing of it.
        seen.addValue(drawn.weight(i) * (t * t));
      }
    }
    double error = seen.getStandardDeviation() / Math.sqrt((double) seen.getN());
    assertThat(seen.getMean()).isCloseTo((1 + 4 + 9 + 16) / 4.0, within(5 * error));
  }

  /** For the losses it learned from, p ∝ |L| leaves no variance but that of their signs. */
  @Test
  void theVarianceIsSmallerThanUniformly() {
    learn(timesteps, 10);
    double[] p = timesteps.probabilities();
    double uniform = 0;
    double aware = 0;
    for (int i = 0; i < 4; i++) {
      uniform += LOSS.get(i) * LOSS.get(i) / 4;
      aware += LOSS.get(i) * LOSS.get(i) / (16 * p[i]);
    }
    // Both have the same mean, so second moments compare: Σ L²/4 = 17.07 and (Σ|L|)²/16 = 7.02.
    assertThat(uniform).isCloseTo(17.065, within(1e-12));
    assertThat(aware).isCloseTo(7.0225, within(0.02));
  }

  @Test
  void whatWasLearnedIsRestoredToTheBit() {
    learn(timesteps, 10);
    timesteps.learn(DrawnTimes.uniform(new int[] {3}), List.of(0.3));
    LossAwareTimesteps other = new LossAwareTimesteps(4);
    List<NamedArray> state = timesteps.state();
    other.restore(name -> named(state, name));
    assertThat(other.probabilities()).isEqualTo(timesteps.probabilities());
    assertThatThrownBy(() -> new LossAwareTimesteps(5).restore(name -> named(state, name)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("losses of timesteps must have shape [5, 10], got [4, 10]");
  }

  private static NamedArray named(List<NamedArray> state, String name) {
    return state.stream().filter(a -> a.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void lossesThatAreNoNumbersAndLossesOfNothingDoNoHarm() {
    learn(timesteps, 10);
    double[] before = timesteps.probabilities();
    timesteps.learn(DrawnTimes.uniform(new int[] {1}), List.of(Double.NaN));
    assertThat(timesteps.probabilities()).isEqualTo(before);
    LossAwareTimesteps zero = new LossAwareTimesteps(4);
    for (int i = 0; i < 10; i++) {
      zero.learn(DrawnTimes.uniform(new int[] {1, 2, 3, 4}), List.of(0.0, 0.0, 0.0, 0.0));
    }
    assertThat(zero.probabilities()).containsOnly(0.25);
  }
}
