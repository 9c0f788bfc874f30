package dev.kakusan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.Split;
import dev.kakusan.data.builtin.BuiltinSource;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.training.StopSignal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunStudyTest {

  private final Dataset train = new BuiltinSource().open("builtin:moons", Split.TRAIN, 0);
  private final Dataset test = new BuiltinSource().open("builtin:moons", Split.TEST, 0);
  private final List<String> drawn = new ArrayList<>();

  private final RunStudy.Gallery gallery =
      new RunStudy.Gallery() {
        @Override
        public int count() {
          return 3;
        }

        @Override
        public boolean clip() {
          return false;
        }

        @Override
        public void samples(StudyRun run, double[] values) {
          assertThat(values).hasSize(6);
          drawn.add(run.name());
        }
      };

  private List<MeasuredRun> run(
      Study study, MemoryStudy store, ProgressObserver observer, StopSignal stop)
      throws IOException {
    try (Backend backend = new ReferenceBackendProvider().open("cpu", 1)) {
      return new RunStudy(backend, Map.of(), observer)
          .run(study, train, test, store, gallery, stop);
    }
  }

  /**
   * With all losses of a step the same, so are the steps: the posterior's mean at T = 1 is x_0, and
   * so is its target, so these two objectives are one and show whether all else is.
   */
  @Test
  void runsOfASeedHaveTheSameWeightsOrderTimesAndNoise() throws IOException {
    Study study = Studies.of(List.of("posterior-mean", "x0"), 2, Map.of("timesteps", "1"));
    MemoryStudy store = new MemoryStudy();
    run(study, store, ProgressObserver.SILENT, StopSignal.NEVER);
    double[][] mean = store.numbers("posterior-mean-seed-1");
    double[][] x0 = store.numbers("x0-seed-1");
    assertThat(Arrays.deepEquals(mean, x0)).isTrue();
    assertThat(Arrays.deepEquals(mean, store.numbers("x0-seed-0"))).isFalse();
  }

  @Test
  void everyRunIsMeasuredAndTheFirstSeedIsDrawn() throws IOException {
    List<ProgressEvent> events = new ArrayList<>();
    Study study = Studies.of(List.of("x0", "v"), 2, Map.of("log-every", "1"));
    List<MeasuredRun> runs = run(study, new MemoryStudy(), events::add, StopSignal.NEVER);
    assertThat(runs.stream().map(run -> run.run().name()))
        .containsExactly("x0-seed-0", "v-seed-0", "x0-seed-1", "v-seed-1");
    assertThat(drawn).containsExactly("x0-seed-0", "v-seed-0");
    for (MeasuredRun run : runs) {
      Figures f = run.figures();
      assertThat(f.gradientVariance()).as(run.run().name()).isPositive().isFinite();
      assertThat(f.lossVariance()).isPositive();
      assertThat(f.secondsPerStep()).isPositive();
      assertThat(f.terms().stream().map(Figures.Term::t)).containsExactly(1, 2, 3, 4, 5, 6);
    }
    // Three steps of each of four runs, counted through.
    assertThat(
            events.stream()
                .filter(ProgressEvent.Training.class::isInstance)
                .map(event -> ((ProgressEvent.Training) event).metrics().step()))
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  @Test
  void aStudyThatWasStoppedGoesOnToTheSameFigures() throws IOException {
    Study study = Studies.of(List.of("x0", "v"), 2, Map.of("log-every", "1"));
    List<MeasuredRun> whole =
        run(study, new MemoryStudy(), ProgressObserver.SILENT, StopSignal.NEVER);
    MemoryStudy store = new MemoryStudy();
    List<Long> seen = new ArrayList<>();
    ProgressObserver counting =
        event -> {
          if (event instanceof ProgressEvent.Training training) {
            seen.add(training.step());
          }
        };
    // Stops within the third run, after eight of twelve steps.
    List<MeasuredRun> some = run(study, store, counting, () -> seen.size() >= 8);
    assertThat(some).hasSize(2);
    List<MeasuredRun> all = run(study, store, ProgressObserver.SILENT, StopSignal.NEVER);
    assertThat(all).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(all.get(i).figures())
          .usingRecursiveComparison()
          .ignoringFields("secondsPerStep")
          .isEqualTo(whole.get(i).figures());
    }
  }

  @Test
  void aPlaceThatHoldsSomethingElseIsRefused() throws IOException {
    MemoryStudy store = new MemoryStudy();
    run(Studies.of(List.of("v"), 1, Map.of()), store, ProgressObserver.SILENT, StopSignal.NEVER);
    Study other = Studies.of(List.of("v"), 1, Map.of("hidden", "5"));
    assertThatThrownBy(() -> run(other, store, ProgressObserver.SILENT, StopSignal.NEVER))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("hidden was 4, now 5");
    MemoryStudy taken = new MemoryStudy();
    taken.keep("letter.txt", new byte[1]);
    assertThatThrownBy(() -> run(other, taken, ProgressObserver.SILENT, StopSignal.NEVER))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("holds something that is no study");
    MemoryStudy broken = new MemoryStudy();
    broken.failing = new IOException("Not a directory");
    assertThatThrownBy(() -> run(other, broken, ProgressObserver.SILENT, StopSignal.NEVER))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("memory is no place for a study: Not a directory");
  }

  @Test
  void aVariantThatTheDataCannotHaveIsRefusedBeforeAnythingIsWritten() {
    MemoryStudy store = new MemoryStudy();
    Study study =
        Studies.of(Variants.parse(List.of("hidden=4", "network=unet")), 1, Map.of("groups", "1"));
    assertThatThrownBy(() -> run(study, store, ProgressObserver.SILENT, StopSignal.NEVER))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("unet");
    assertThat(store.isEmpty()).isTrue();
  }

  @Test
  void aPlanThatOneObjectiveCannotHaveIsRefusedBeforeAnythingIsWritten() {
    MemoryStudy store = new MemoryStudy();
    Study study = Studies.of(List.of("x0", "two-sample"), 1, Map.of("weighting", "min-snr:5"));
    assertThatThrownBy(() -> run(study, store, ProgressObserver.SILENT, StopSignal.NEVER))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("two-sample");
    assertThat(store.isEmpty()).isTrue();
  }
}
