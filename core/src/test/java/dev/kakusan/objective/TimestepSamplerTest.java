package dev.kakusan.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TimestepSamplerTest {

  /** Each example alone sees every time equally often: chi-square over 10 times, at 1e-6. */
  @ParameterizedTest
  @EnumSource
  void everyChoiceIsUniformForTheWholeBatch(TimestepSampler sampler) {
    long[] seen = new long[10];
    for (int batch = 0; batch < 4000; batch++) {
      for (int t : sampler.draw(RandomKey.root(5).child(batch), 7, 10)) {
        assertThat(t).isBetween(1, 10);
        seen[t - 1]++;
      }
    }
    double[] expected = new double[10];
    Arrays.fill(expected, 2800);
    assertThat(new ChiSquareTest().chiSquareTest(expected, seen)).isGreaterThan(1e-6);
  }

  @ParameterizedTest
  @EnumSource
  void theSameKeyDrawsTheSameTimes(TimestepSampler sampler) {
    assertThat(sampler.draw(RandomKey.root(5), 64, 1000))
        .isEqualTo(sampler.draw(RandomKey.root(5), 64, 1000))
        .isNotEqualTo(sampler.draw(RandomKey.root(6), 64, 1000));
  }
}
