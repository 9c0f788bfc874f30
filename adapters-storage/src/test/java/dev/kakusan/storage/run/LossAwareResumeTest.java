package dev.kakusan.storage.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.data.Split;
import dev.kakusan.data.builtin.BuiltinSource;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.training.Settings;
import dev.kakusan.training.StopSignal;
import dev.kakusan.training.TrainModel;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A loss-aware run whose history went through its file. */
final class LossAwareResumeTest {

  private static final String LAST = "checkpoints/step-00000024/";

  private static final TrainingPlan PLAN =
      new TrainingPlan(
          Settings.initial()
              .overriddenBy(
                  Settings.of(
                      Map.of(
                          "network", "mlp",
                          "hidden", "8",
                          "batch-size", "64",
                          "timesteps", "12",
                          "steps", "24",
                          "timestep-sampling", "loss-aware",
                          "checkpoint-every", "9"),
                      "test: ")));

  private static void train(MemoryBlobStore store, long stopAt) throws IOException {
    try (Backend backend = new ReferenceBackendProvider().open("cpu", 1)) {
      new TrainModel(backend, Map.of(), ProgressObserver.SILENT)
          .run(
              PLAN,
              new BuiltinSource().open("builtin:moons", Split.TRAIN, 0),
              new BlobRun(store),
              stopAt,
              StopSignal.NEVER);
    }
  }

  /** Stopped while the history fills, when it may just be full, and after. */
  @Test
  void stoppedAndContinuedItsFilesAreThoseOfARunThatNeverStopped() throws IOException {
    MemoryBlobStore whole = new MemoryBlobStore();
    train(whole, Long.MAX_VALUE);
    MemoryBlobStore parts = new MemoryBlobStore();
    for (long stop : List.of(1L, 2L, 4L, 7L, 15L, 24L)) {
      train(parts, stop);
    }
    for (String part : List.of("model", "averaged", "optimizer", "timesteps")) {
      String file = LAST + part + ".safetensors";
      assertThat(parts.get(file)).as(file).isEqualTo(whole.get(file));
    }
  }
}
