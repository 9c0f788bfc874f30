package dev.kakusan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoiseScheduleTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10, 100, 1000})
  void everyNamedScheduleKeepsItsLaws(int steps) {
    for (NoiseSchedule s :
        new NoiseSchedule[] {NoiseSchedules.linear(steps), NoiseSchedules.cosine(steps)}) {
      assertThat(s.steps()).isEqualTo(steps);
      assertThat(s.alphaBar(0)).isEqualTo(1);
      assertThat(s.snr(0)).isEqualTo(Double.POSITIVE_INFINITY);
      for (int t = 1; t <= steps; t++) {
        assertThat(s.snr(t)).as("t=%d", t).isLessThan(s.snr(t - 1));
        assertThat(s.signalScale(t) * s.signalScale(t) + s.noiseVariance(t))
            .isCloseTo(1, within(1e-14));
        assertThat(s.logSnr(t)).isCloseTo(Math.log(s.snr(t)), within(1e-9));
        // Drawing x_{t-1} from the posterior and forgetting x_t leaves q(x_{t-1} | x_0).
        double signal = s.posteriorX0(t) + s.posteriorXt(t) * s.signalScale(t);
        double noise =
            s.posteriorXt(t) * s.posteriorXt(t) * s.noiseVariance(t) + s.posteriorVariance(t);
        assertThat(signal).as("t=%d", t).isCloseTo(s.signalScale(t - 1), within(1e-12));
        assertThat(noise).as("t=%d", t).isCloseTo(s.noiseVariance(t - 1), within(1e-12));
      }
      assertThat(s.posteriorVariance(1)).isZero();
      assertThat(s.posteriorX0(1)).isCloseTo(1, within(1e-15));
      assertThat(s.posteriorXt(1)).isZero();
    }
  }

  @Test
  void theLinearScheduleOfAThousandStepsIsThatOfHo() {
    NoiseSchedule s = NoiseSchedules.linear(1000);
    assertThat(s.beta(1)).isEqualTo(1e-4);
    assertThat(s.beta(1000)).isEqualTo(0.02);
  }

  @Test
  void respacingKeepsTheSignalAtTheTimesThatStay() {
    NoiseSchedule all = NoiseSchedules.cosine(100);
    int[] times = {3, 40, 41, 100};
    NoiseSchedule some = all.respaced(times);
    for (int k = 1; k <= times.length; k++) {
      assertThat(some.alphaBar(k) / all.alphaBar(times[k - 1])).isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void aBetaOutsideItsBoundsIsRefusedWithItsPlace() {
    for (double bad : new double[] {0, 1, -0.1, Double.NaN}) {
      assertThatThrownBy(() -> NoiseSchedule.ofBetas(0.1, bad))
          .hasMessage("beta must lie in (0, 1), got " + bad + " at t=2 of 2");
    }
    assertThatThrownBy(() -> NoiseSchedules.cosine(0))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("at least 1, got 0");
  }

  @Test
  void samplingStepsFallFromTheLastTimeAndNeverRepeat() {
    for (int count = 1; count <= 50; count++) {
      int[] times = SamplingSteps.evenly(50, count);
      assertThat(times).hasSize(count).startsWith(50).doesNotHaveDuplicates();
      assertThat(times[count - 1]).isBetween(1, 50 / count + 1);
    }
    assertThatThrownBy(() -> SamplingSteps.evenly(50, 51))
        .hasMessageContaining("1..50")
        .hasMessageContaining("got 51");
  }
}
