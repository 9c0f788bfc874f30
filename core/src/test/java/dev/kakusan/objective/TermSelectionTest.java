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
   * most half the larger of the two times beside its end; a time that exceeds its share stands
   * alone, and the last strata may have to do with one time each.
   */
  @ParameterizedTest
  @ValueSource(ints = {40, 1000})
  void eachStratumHoldsItsShareOfTheWeight(int steps) {
    schedules(steps)
        .forEach(
            (name, schedule) -> {
              double[] weight = TermSelection.weightUpTo(schedule);
              assertThat(weight[steps]).as(name).isCloseTo(1, within(1e-12));
              for (int strata : new int[] {2, 5, 20}) {
                TermSelection selection = TermSelection.sampled(schedule, strata);
                for (int k = 0; k < strata - 1; k++) {
                  String what = name + ", T=" + steps + ", strata=" + strata + ", stratum " + k;
                  checkShare(weight, selection, k, what);
                }
              }
            });
  }

  private static void checkShare(double[] weight, TermSelection selection, int k, String what) {
    int before = selection.start(k) - 1;
    int end = selection.start(k + 1) - 1;
    int steps = weight.length - 1;
    double share = (weight[steps] - weight[before]) / (selection.strata() - k);
    double held = weight[end] - weight[before];
    double half = Math.max(weight[end] - weight[end - 1], weight[end + 1] - weight[end]) / 2;
    if (selection.width(k) > 1) {
      assertThat(held).as(what).isLessThan(share + half + 1e-12);
    }
    if (steps - end > selection.strata() - k - 1) { // else one time is left for each other
      assertThat(held).as(what).isGreaterThan(share - half - 1e-12);
    }
  }

  /**
   * The reason for it all: of terms that are the Gaussian information the sum over 20 strata has
   * less than a fifteenth of the error that strata of equal size have (measured: an 18th with the
   * cosine schedule, a 27th with the linear).
   */
  @Test
  void theErrorFallsForTheBestNetwork() {
    for (NoiseSchedule schedule :
        List.of(NoiseSchedules.cosine(1000), NoiseSchedules.linear(1000))) {
      assertThat(ratioToEqualSize(schedule, 0)).isLessThan(1.0 / 15);
    }
  }

  /**
   * A prediction of ε that is off by 0.1 a coordinate (squared: 0.01): with the cosine schedule
   * nearly all of the excess is at the last few times, which then stand alone.
   */
  @Test
  void theErrorFallsForANetworkThatIsWrongAtHighNoise() {
    assertThat(ratioToEqualSize(NoiseSchedules.cosine(1000), 0.01)).isLessThan(1.0 / 100);
    assertThat(ratioToEqualSize(NoiseSchedules.cosine(50), 0.01)).isLessThan(1.0 / 100);
  }

  /** The error of 20 strata as a share of that of 20 strata of equal size. */
  private static double ratioToEqualSize(NoiseSchedule schedule, double excess) {
    TermSelection selection = TermSelection.sampled(schedule, 20);
    int times = schedule.steps() - 1;
    double ours = 0;
    double equalSize = 0;
    for (int k = 0; k < 20; k++) {
      int start = selection.start(k);
      ours += variance(schedule, excess, start, start + selection.width(k));
      equalSize += variance(schedule, excess, 2 + times * k / 20, 2 + times * (k + 1) / 20);
    }
    return Math.sqrt(ours / equalSize);
  }

  /** Of width · term, the time being uniform in from..to−1. */
  private static double variance(NoiseSchedule schedule, double excess, int from, int to) {
    double sum = 0;
    double squares = 0;
    for (int t = from; t < to; t++) {
      double information = Math.log(schedule.noiseVariance(t) / schedule.noiseVariance(t - 1));
      double ratio = Math.expm1(schedule.logSnr(t - 1) - schedule.logSnr(t));
      double nats = (information + excess * ratio) / 2;
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
