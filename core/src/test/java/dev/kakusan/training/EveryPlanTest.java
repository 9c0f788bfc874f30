package dev.kakusan.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.Split;
import dev.kakusan.data.builtin.BuiltinSource;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.TimestepSampler;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.ReverseVariance;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schedule, objective, weighting, variance and choice of times together: each trains with a
 * finite loss and previews finite samples, or is refused with the reason.
 */
final class EveryPlanTest {

  private static final List<String> SCHEDULES = List.of("linear", "cosine", "0.2,0.4,0.6");
  private static final List<String> WEIGHTINGS = List.of("simple", "elbo", "min-snr:5", "hybrid");

  private final Dataset moons = new BuiltinSource().open("builtin:moons", Split.TRAIN, 0);

  static Stream<Map<String, String>> product() {
    List<Map<String, String>> plans = new ArrayList<>();
    for (String schedule : SCHEDULES) {
      for (ObjectiveKind objective : ObjectiveKind.values()) {
        for (String weighting : WEIGHTINGS) {
          for (ReverseVariance variance : ReverseVariance.values()) {
            for (TimestepSampler times : TimestepSampler.values()) {
              plans.add(
                  Map.of(
                      "schedule", schedule,
                      "objective", objective.toString(),
                      "weighting", weighting,
                      "variance", variance.toString(),
                      "timestep-sampling", times.toString()));
            }
          }
        }
      }
    }
    return plans.stream();
  }

  private static TrainingPlan plan(Map<String, String> choices) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "network", "mlp",
                "hidden", "8",
                "time-features", "4",
                "batch-size", "40",
                "timesteps", "3",
                "steps", "4",
                "log-every", "1",
                "preview-every", "4"));
    values.putAll(choices);
    return new TrainingPlan(Settings.initial().overriddenBy(Settings.of(values, "test: ")));
  }

  /** The reason for which a plan makes no sense, or nothing where it does. */
  private static String reason(Map<String, String> choices) {
    boolean mean = choices.getOrDefault("objective", "").matches("two-sample|posterior-mean");
    boolean learned = choices.getOrDefault("variance", "").equals("learned");
    return switch (choices.getOrDefault("weighting", "")) {
      case "min-snr:5" -> mean ? "weighs an error of x_0" : learned ? "gets no gradient" : "";
      case "simple" -> learned ? "gets no gradient" : "";
      case "hybrid" ->
          learned ? "" : "needs variance learned, got " + choices.getOrDefault("variance", "");
      default -> "";
    };
  }

  @ParameterizedTest
  @MethodSource("product")
  void itTrainsOrIsRefusedWithItsReason(Map<String, String> choices) throws IOException {
    String reason = reason(choices);
    if (!reason.isEmpty()) {
      assertThatThrownBy(() -> plan(choices))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(reason)
          .hasMessageNotContaining("\n");
      return;
    }
    MemoryRun run = new MemoryRun();
    List<double[]> previews = new ArrayList<>();
    ProgressObserver observer =
        event -> {
          if (event instanceof ProgressEvent.Preview preview) {
            previews.add(preview.samples());
          }
        };
    try (Backend backend = new ReferenceBackendProvider().open("cpu", 1)) {
      new TrainModel(backend, Map.of(), observer)
          .run(plan(choices), moons, run, Long.MAX_VALUE, StopSignal.NEVER);
    }
    // A loss or norm that is not finite would have ended the run.
    assertThat(run.metrics()).hasSize(4);
    assertThat(run.numbers()).allSatisfy(array -> assertThat(array).doesNotContain(Double.NaN));
    assertThat(previews).hasSize(1).allSatisfy(x -> assertThat(x).doesNotContain(Double.NaN));
  }

  @Test
  void aRunShorterThanItsHistoryIsRefusedWithTheNumbers() {
    assertThatThrownBy(
            () ->
                plan(
                    Map.of(
                        "timestep-sampling", "loss-aware",
                        "timesteps", "1000",
                        "batch-size", "64",
                        "steps", "156")))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "timestep-sampling loss-aware needs 10 losses at each of 1000 timesteps, at least 157"
                + " steps of batch-size 64; got steps 156");
  }

  @Test
  void epochsAreJudgedOnceTheDataAreKnown() {
    Settings ten = plan(Map.of("timestep-sampling", "loss-aware", "batch-size", "10")).settings();
    TrainingPlan plan =
        new TrainingPlan(ten.overriddenBy(Settings.of(Map.of("epochs", "1"), "test: ")));
    assertThat(plan.length(30)).isEqualTo(new Length.Steps(3));
    assertThatThrownBy(() -> plan.length(20))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("at least 3 steps of batch-size 10; got steps 2");
  }

  @Test
  void aLearnedVarianceBetweenLimitsThatAreOneIsRefused() {
    assertThatThrownBy(
            () -> plan(Map.of("variance", "learned", "weighting", "elbo", "timesteps", "1")))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("limits that are one with timesteps 1");
  }
}
