package dev.kakusan.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.Split;
import dev.kakusan.data.builtin.BuiltinSource;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressEvent.Metrics;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.random.RandomKey;
import dev.kakusan.storage.Checkpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainModelTest {

  private final Dataset moons = new BuiltinSource().open("builtin:moons", Split.TRAIN, 0);

  private static TrainingPlan plan(Map<String, String> changes) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "data", "builtin:moons",
                "network", "mlp",
                "hidden", "16",
                "batch-size", "300",
                "timesteps", "20",
                "steps", "60",
                "checkpoint-every", "25",
                "log-every", "7"));
    values.putAll(changes);
    return new TrainingPlan(Settings.initial().overriddenBy(Settings.of(values, "test: ")));
  }

  private TrainingSummary train(TrainingPlan plan, MemoryRun run, long stopAt) throws IOException {
    return train(plan, run, stopAt, ProgressObserver.SILENT, StopSignal.NEVER);
  }

  private TrainingSummary train(
      TrainingPlan plan, MemoryRun run, long stopAt, ProgressObserver observer, StopSignal stop)
      throws IOException {
    try (Backend backend = new ReferenceBackendProvider().open("cpu", 1)) {
      return new TrainModel(backend, Map.of("test", "1"), observer)
          .run(plan, moons, run, stopAt, stop);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, v, simple, small, stratified",
    "2, v, simple, small, stratified",
    "3, v, simple, small, stratified",
    "4, v, simple, small, loss-aware",
    "5, epsilon, hybrid, learned, loss-aware",
    "6, two-sample, elbo, learned, loss-aware"
  })
  void stoppingAnywhereAndGoingOnEqualsNeverStopping(
      long seed, String objective, String weighting, String variance, String sampling)
      throws IOException {
    TrainingPlan plan =
        plan(
            Map.of(
                "seed", Long.toString(seed),
                "objective", objective,
                "weighting", weighting,
                "variance", variance,
                "timestep-sampling", sampling));
    MemoryRun whole = new MemoryRun();
    train(plan, whole, Long.MAX_VALUE);
    MemoryRun parts = new MemoryRun();
    long step = 0;
    while (step < 60) {
      step += 1 + RandomKey.root(seed).child(step).index(20);
      train(plan, parts, step);
    }
    assertThat(parts.steps()).endsWith(60L);
    assertThat(parts.numbers())
        .as("seed %d", seed)
        .containsExactly(whole.numbers().toArray(new double[0][]));
    assertThat(parts.metrics().stream().map(Metrics::step)).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void theLossFallsAndEverySessionSaysHowItEnded() throws IOException {
    MemoryRun run = new MemoryRun();
    TrainingSummary first = train(plan(Map.of()), run, 30);
    assertThat(first.finished()).isFalse();
    assertThat(first.step()).isEqualTo(30);
    TrainingSummary second = train(plan(Map.of()), run, Long.MAX_VALUE);
    assertThat(second.firstStep()).isEqualTo(30);
    assertThat(second.step()).isEqualTo(60);
    assertThat(second.finished()).isTrue();
    List<Metrics> metrics = run.metrics();
    assertThat(metrics.get(metrics.size() - 1).loss()).isLessThan(metrics.get(0).loss());
    assertThat(run.manifest(60).data()).isEqualTo(moons.descriptor());
    assertThat(run.manifest(60).settings()).containsEntry("hidden", "16");
  }

  @Test
  void theSignalStopsAfterTheStepInHandWithACheckpoint() throws IOException {
    MemoryRun run = new MemoryRun();
    List<Long> seen = new ArrayList<>();
    TrainingSummary summary =
        train(
            plan(Map.of("log-every", "1")),
            run,
            Long.MAX_VALUE,
            event -> {
              if (event instanceof ProgressEvent.Training training) {
                seen.add(training.step());
              }
            },
            () -> seen.size() >= 12);
    assertThat(summary.step()).isEqualTo(12);
    assertThat(run.steps()).containsExactly(12L);
  }

  @Test
  void theSpeedOfTheFirstStepIsMeasuredToo() throws IOException {
    MemoryRun run = new MemoryRun();
    train(plan(Map.of("log-every", "1")), run, 3);
    // A step of 300 examples that took no longer than a microsecond would do 3e8 a second.
    assertThat(run.metrics()).hasSize(3).allMatch(line -> line.imagesPerSecond() < 3e8);
  }

  @Test
  void aLossThatIsNoNumberStopsTheRunAndNothingAfterItIsSaved() {
    MemoryRun run = new MemoryRun();
    TrainingPlan wild =
        plan(
            Map.of(
                "learning-rate", "1e200",
                "clip-norm", "inf",
                "checkpoint-every", "1",
                "rate-schedule", "constant",
                "warmup-steps", "0"));
    assertThatThrownBy(() -> train(wild, run, Long.MAX_VALUE))
        .isInstanceOf(DivergedException.class)
        .hasMessageContaining("at step 2")
        .hasMessageContaining("rate 1.00e+200")
        .hasMessageContaining("last good checkpoint is that of step 1");
    assertThat(run.steps()).containsExactly(1L);
  }

  @Test
  void anotherPlanIsRefusedNamingWhatDiffers() throws IOException {
    MemoryRun run = new MemoryRun();
    train(plan(Map.of("rate-schedule", "constant")), run, 5);
    assertThatThrownBy(
            () ->
                train(
                    plan(Map.of("rate-schedule", "constant", "ema", "0.5", "hidden", "8")), run, 9))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("hidden was 16, now 8")
        .hasMessageContaining("ema was 0.999, now 0.5");
    TrainingSummary longer =
        train(plan(Map.of("rate-schedule", "constant", "steps", "70")), run, Long.MAX_VALUE);
    assertThat(longer.step()).isEqualTo(70);
  }

  @Test
  void aLengthThatTheRateFollowsMayNotChange() throws IOException {
    MemoryRun run = new MemoryRun();
    train(plan(Map.of()), run, 5);
    assertThatThrownBy(() -> train(plan(Map.of("steps", "70")), run, 9))
        .hasMessageContaining("steps was 60, now 70");
  }

  @Test
  void aCheckpointWithoutTheLossesThatALossAwareRunNeedsIsRefused() throws IOException {
    TrainingPlan plan = plan(Map.of("timestep-sampling", "loss-aware"));
    MemoryRun run = new MemoryRun();
    train(plan, run, 5);
    Checkpoint whole = run.load(5);
    MemoryRun stripped = new MemoryRun();
    stripped.save(whole.manifest(), run.newestWeights(), List.of());
    assertThatThrownBy(() -> train(plan, stripped, 9))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("memory at step 5 holds no losses for timestep-sampling loss-aware");
  }

  @Test
  void otherDataAreRefused() throws IOException {
    MemoryRun run = new MemoryRun();
    train(plan(Map.of()), run, 5);
    Dataset other = new BuiltinSource().open("builtin:moons", Split.TEST, 0);
    try (Backend backend = new ReferenceBackendProvider().open("cpu", 1)) {
      assertThatThrownBy(
              () ->
                  new TrainModel(backend, Map.of(), ProgressObserver.SILENT)
                      .run(plan(Map.of()), other, run, 9, StopSignal.NEVER))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("trained on other data");
    }
  }

  @Test
  void aRefusalSaysNothingElse() throws IOException {
    MemoryRun run = new MemoryRun();
    train(plan(Map.of()), run, 5);
    List<ProgressEvent> said = new ArrayList<>();
    assertThatThrownBy(() -> train(plan(Map.of("ema", "0.5")), run, 9, said::add, StopSignal.NEVER))
        .isInstanceOf(InvalidInput.class);
    assertThat(said).isEmpty();
    train(plan(Map.of()), run, 6, said::add, StopSignal.NEVER);
    assertThat(said)
        .startsWith(
            new ProgressEvent.Note(
                "builtin:moons: 10,000 examples [2], a mlp of 1,234 weights, into memory"),
            new ProgressEvent.Note("resuming after step 5"));
  }

  @Test
  void aPlanThatWasChangedBehindTheCheckpointsBackIsRefused() throws IOException {
    MemoryRun run = new MemoryRun();
    train(plan(Map.of()), run, 5);
    run.savePlan(plan(Map.of("seed", "7")).settings().toMap());
    assertThatThrownBy(() -> train(plan(Map.of("seed", "7")), run, 9))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("memory at step 5 was begun under another plan: seed was 0, now 7");
  }

  @Test
  void aPlaceThatTakesNoPlanIsRefusedBeforeTheFirstStep() {
    MemoryRun run = new MemoryRun();
    run.failing = new IOException("cannot write plan.yaml: Not a directory");
    assertThatThrownBy(() -> train(plan(Map.of()), run, 9))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("memory is no place for a run: cannot write plan.yaml: Not a directory");
    assertThat(run.steps()).isEmpty();
  }
}
