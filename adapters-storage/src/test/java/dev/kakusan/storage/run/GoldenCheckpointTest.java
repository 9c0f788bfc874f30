package dev.kakusan.storage.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.data.Split;
import dev.kakusan.data.builtin.BuiltinSource;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.storage.Checkpoint;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.training.Settings;
import dev.kakusan.training.StopSignal;
import dev.kakusan.training.TrainModel;
import dev.kakusan.training.TrainingPlan;
import dev.kakusan.training.TrainingSummary;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A run as the first version with this format wrote it. Whatever is changed, it stays and is read:
 * people keep their checkpoints for years.
 */
final class GoldenCheckpointTest {

  private final MemoryBlobStore store = new MemoryBlobStore();

  @BeforeEach
  void copy() throws IOException, URISyntaxException {
    Path golden =
        Path.of(Objects.requireNonNull(getClass().getResource("/golden/format-1")).toURI());
    try (Stream<Path> files = Files.walk(golden)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        store.put(golden.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  @Test
  void formatOneIsRead() throws IOException {
    Checkpoint checkpoint = new BlobRun(store).checkpoints().newest().orElseThrow();
    assertThat(checkpoint.manifest().step()).isEqualTo(20);
    assertThat(checkpoint.manifest().settings())
        .containsEntry("hidden", "4")
        .containsEntry("timestep-sampling", "loss-aware")
        .containsEntry("steps", "24");
    assertThat(checkpoint.manifest().data().location()).isEqualTo("builtin:moons");
    assertThat(checkpoint.manifest().versions()).containsEntry("backend", "reference");
    for (WeightPart part : new WeightPart[] {WeightPart.MODEL, WeightPart.AVERAGED}) {
      NamedArray bias = checkpoint.part(part).get("layers.1.bias");
      assertThat(bias.precision()).isEqualTo(Precision.FLOAT64);
      assertThat(bias.values()).as("%s", part).hasSize(2).doesNotContain(0);
    }
    assertThat(checkpoint.timesteps().orElseThrow().get("losses").values()).hasSize(120);
    assertThat(new BlobRun(store).metrics()).isNotEmpty();
  }

  @Test
  void formatOneIsTrainedOn() throws IOException {
    TrainingPlan plan =
        new TrainingPlan(
            Settings.initial()
                .overriddenBy(Settings.of(new BlobRun(store).plan().orElseThrow(), "golden: ")));
    try (Backend backend = new ReferenceBackendProvider().open("cpu", 1)) {
      TrainingSummary summary =
          new TrainModel(backend, Map.of(), ProgressObserver.SILENT)
              .run(
                  plan,
                  new BuiltinSource().open("builtin:moons", Split.TRAIN, 0),
                  new BlobRun(store),
                  Long.MAX_VALUE,
                  StopSignal.NEVER);
      assertThat(summary.firstStep()).isEqualTo(20);
      assertThat(summary.finished()).isTrue();
    }
    assertThat(new BlobRun(store).checkpoints().steps()).containsExactly(20L, 24L);
  }
}
