package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TimeFeaturesTest {

  @Test
  void theFirstTimeIsAllCosinesOfZero() {
    assertThat(TimeFeatures.of(new int[] {1}, 6)).containsExactly(1, 1, 1, 0, 0, 0);
  }

  @Test
  void cosinesComeBeforeSinesAndFrequenciesFallFromOneByPowersOfTenThousand() {
    // Width 4: the frequencies are 1 and 10000^(−1/2) = 0.01; the time 4 is τ = 3.
    double[] features = TimeFeatures.of(new int[] {1, 4}, 4);
    double[] expected = {
      1, 1, 0, 0, -0.9899924966004454, 0.9995500337489875, 0.1411200080598672, 0.02999550020249566
    };
    assertThat(features).containsExactly(expected, within(1e-15));
  }

  @Test
  void differentTimesHaveDifferentFeatures() {
    int[] times = new int[1000];
    for (int i = 0; i < times.length; i++) {
      times[i] = i + 1;
    }
    double[] features = TimeFeatures.of(times, 32);
    double nearest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < times.length; i++) {
      for (int j = 0; j < i; j++) {
        double distance = 0;
        for (int k = 0; k < 32; k++) {
          double d = features[32 * i + k] - features[32 * j + k];
          distance += d * d;
        }
        nearest = Math.min(nearest, distance);
      }
    }
    // Neighbours in time lie Σ (2 sin(f/2))² = 1.37 apart over the 16 frequencies f.
    assertThat(nearest).isGreaterThan(1.3);
  }
}
