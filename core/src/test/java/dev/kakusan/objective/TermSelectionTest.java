package dev.kakusan.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.InvalidInput;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TermSelectionTest {

  /** The named schedules, and lists that drown the data at once, late, or hardly at all. */
  private static Map<String, NoiseSchedule> schedules(int steps) {
    Map<String, NoiseSchedule> schedules = new LinkedHashMap<>();
    schedules.put("linear", NoiseSchedules.linear(steps));
    schedules.put("cosine", NoiseSchedules.cosine(steps));
    schedules.put("at once", list(steps, t -> 0.999));
    schedules.put("late", list(steps, t -> t == steps ? 0.999 : 1e-9));
    schedules.put("hardly", list(steps, t -> 1e-12));
    schedules.put(
        "any",
        list(steps, t -> Math.pow(10, -6 * RandomKey.root(3).child(t).generator().nextDouble())));
    return schedules;
  }

  private static NoiseSchedule list(int steps, IntToDoubleFunction beta) {
    return NoiseSchedule.ofBetas(
        IntStream.rangeClosed(1, steps).mapToDouble(beta).map(b -> Math.min(b, 0.999)).toArray());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 7, 40, 1000})
  void theStrataCutTheTimesWithoutGapOrOverlap(int steps) {
    schedules(steps)
        .forEach(
            (name, schedule) -> {
              for (int strata : new int[] {1, 2, 3, 5, 20, 39, 500, 998, 999, 1000, 5000}) {
                TermSelection selection = TermSelection.sampled(schedule, strata);
                String what = name + ", T=" + steps + ", strata=" + strata;
                assertThat(selection.strata()).as(what).isEqualTo(Math.min(strata, steps - 1));
                int next = 2;
                for (int k = 0; k < selection.strata(); k++) {
                  assertThat(selection.start(k)).as(what).isEqualTo(next);
                  assertThat(selection.width(k)).as(what).isPositive();
                  next += selection.width(k);
                }
                assertThat(next).as(what).isEqualTo(steps + 1);
                assertThat(selection.isExact()).as(what).isEqualTo(strata >= steps - 1);
              }
            });
  }

  /** The mean over all choices of times, each as probable as the others, is the sum itself. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5, 9})
  void theWeightedSumIsUnbiasedForAnyTerms(int steps) {
    schedules(steps)
        .forEach(
            (name, schedule) -> {
              for (int strata = 1; strata < steps; strata++) {
                TermSelection selection = TermSelection.sampled(schedule, strata);
                // Sums of at most 8^8 terms up to 9 · 1: 1e-9 is far above their rounding.
                assertThat(sumOverAllChoices(selection, 0) / choices(selection))
                    .as("%s, T=%d, strata=%d", name, steps, strata)
                    .isCloseTo(
                        IntStream.rangeClosed(2, steps).mapToDouble(t -> term(t)).sum(),
                        within(1e-9));
              }
            });
  }

  private static double term(int t) {
    return RandomKey.root(8).child(t).generator().nextDouble();
  }

  private static long choices(TermSelection selection) {
    return IntStream.range(0, selection.strata())
        .mapToLong(selection::width)
        .reduce(1, (a, b) -> a * b);
  }

  /** The sum, over every choice of a time from each stratum from k on, of the weighted sums. */
  private static double sumOverAllChoices(TermSelection selection, int k) {
    if (k == selection.strata()) {
      return 0;
    }
    double sum = 0;
    double rest = sumOverAllChoices(selection, k + 1);
    long others = 1;
    for (int j = k + 1; j < selection.strata(); j++) {
      others *= selection.width(j);
    }
    for (int i = 0; i < selection.width(k); i++) {
      sum += rest + others * selection.width(k) * term(selection.start(k) + i);
    }
    return sum;
  }

  @Test
  void everyTimeOfAStratumIsAsProbable() {
    TermSelection selection = TermSelection.sampled(NoiseSchedules.cosine(30), 4);
    double[] weight = new double[31];
    int draws = 20_000;
    int widest = 0;
    for (int i = 0; i < draws; i++) {
      int[] times = selection.times(RandomKey.root(i));
      assertThat(times).hasSize(4);
      for (int k = 0; k < 4; k++) {
        widest = Math.max(widest, selection.width(k));
        weight[times[k]] += (double) selection.width(k) / draws;
      }
    }
    // A time of a stratum of w is met with probability 1/w: error √((w−1)/20000); five of it.
    for (int t = 2; t <= 30; t++) {
      assertThat(weight[t]).as("t=%d", t).isCloseTo(1, within(5 * Math.sqrt(widest / 20_000.0)));
    }
  }

  /**
   * A stratum ends at the time nearest to its share of what is left, so it misses that share by at
   * most half the larger of the two terms beside its end; a term that exceeds its share stands
   * alone, and the last strata may have to do with one time each.
   */
  @ParameterizedTest
  @ValueSource(ints = {40, 1000})
  void eachStratumHoldsItsShareOfTheInformation(int steps) {
    Map<String, NoiseSchedule> schedules = schedules(steps);
    schedules.keySet().retainAll(List.of("linear", "cosine", "any")); // each term holds some
    for (Map.Entry<String, NoiseSchedule> entry : schedules.entrySet()) {
      String name = entry.getKey();
      NoiseSchedule schedule = entry.getValue();
      for (int strata : new int[] {2, 5, 20}) {
        TermSelection selection = TermSelection.sampled(schedule, strata);
        for (int k = 0; k < strata - 1; k++) {
          int first = selection.start(k);
          int end = selection.start(k + 1);
          double share = information(schedule, first, steps + 1) / (strata - k);
          double widest =
              Math.max(information(schedule, end - 1, end), information(schedule, end, end + 1));
          double held = information(schedule, first, end);
          String what = name + ", T=" + steps + ", strata=" + strata + ", stratum " + k;
          boolean cutShort = steps + 1 - end == strata - k - 1; // one time is left for each other
          if (selection.width(k) > 1) {
            assertThat(held).as(what).isLessThan(share + widest / 2 + 1e-12);
          }
          if (!cutShort) {
            assertThat(held).as(what).isGreaterThan(share - widest / 2 - 1e-12);
          }
        }
      }
    }
  }

  /** Of the terms from..to−1. */
  private static double information(NoiseSchedule schedule, int from, int to) {
    return Math.log(schedule.noiseVariance(to - 1) / schedule.noiseVariance(from - 1));
  }

  /**
   * The reason for it all: of terms that are the Gaussian information themselves, the cosine
   * schedule's sum over 20 strata has a seventeenth of the error that strata of equal size have.
   */
  @Test
  void strataOfEqualInformationHaveTheSmallerError() {
    NoiseSchedule schedule = NoiseSchedules.cosine(1000);
    TermSelection selection = TermSelection.sampled(schedule, 20);
    double ours = 0;
    double equalSize = 0;
    for (int k = 0; k < 20; k++) {
      ours += variance(schedule, selection.start(k), selection.start(k) + selection.width(k));
      equalSize += variance(schedule, 2 + 999 * k / 20, 2 + 999 * (k + 1) / 20);
    }
    assertThat(Math.sqrt(ours)).isLessThan(Math.sqrt(equalSize) / 17);
  }

  /** Of width · term, the time being uniform in from..to−1. */
  private static double variance(NoiseSchedule schedule, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int t = from; t < to; t++) {
      double nats = information(schedule, t, t + 1) / 2;
      sum += nats;
      squares += nats * nats;
    }
    return (to - from) * squares - sum * sum;
  }

  @Test
  void noStratumAtAllIsRefused() {
    assertThatThrownBy(() -> TermSelection.sampled(NoiseSchedules.cosine(10), 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("timesteps must be 'exact' or at least 1, got 0");
  }
}
