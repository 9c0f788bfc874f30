package dev.kakusan.storage.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.WeightSource;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.data.Split;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Checkpoint;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.FaultyStore;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.storage.WeightSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BlobCheckpointsTest {

  private static final String FOLDER = "checkpoints/step-00000012/";

  private final MemoryBlobStore store = new MemoryBlobStore();
  private final BlobCheckpoints checkpoints = new BlobCheckpoints(store);

  private static CheckpointManifest manifest(long step) {
    return new CheckpointManifest(
        step,
        3.25,
        Map.of("data", "x", "seed", "7"),
        new DatasetDescriptor("x", Split.TRAIN, Shape.of(1, 2, 2), 256, 0, "ab12"),
        Map.of("kakusan", "test"));
  }

  private static WeightSnapshot weights() {
    return new WeightSnapshot(
        Map.of(
            WeightPart.MODEL,
            List.of(
                array("w", Precision.FLOAT32, 1, -2.5, (float) 0.1),
                array("b", Precision.FLOAT32, 1e-30f)),
            WeightPart.AVERAGED,
            List.of(array("w", Precision.FLOAT64, Math.PI)),
            WeightPart.OPTIMIZER,
            List.of(array("first.w", Precision.FLOAT64, 0, -0.0))));
  }

  private static NamedArray array(String name, Precision precision, double... values) {
    return new NamedArray(name, Shape.of(values.length), precision, values);
  }

  @Test
  void whatWasSavedIsLoadedToTheBit() throws IOException {
    checkpoints.save(manifest(12), weights(), List.of());
    Checkpoint loaded = checkpoints.newest().orElseThrow();
    assertThat(loaded.manifest()).isEqualTo(manifest(12));
    weights()
        .parts()
        .forEach(
            (part, arrays) -> {
              for (NamedArray array : arrays) {
                NamedArray back = loaded.part(part).get(array.name());
                assertThat(back.values()).isEqualTo(array.values());
                assertThat(back.precision()).isEqualTo(array.precision());
              }
            });
    assertThatThrownBy(() -> loaded.part(WeightPart.MODEL).get("nobody"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("model.safetensors has no array 'nobody'");
  }

  @Test
  void theFilesAreThoseOfTheFormat() throws IOException {
    checkpoints.save(manifest(12), weights(), List.of());
    assertThat(store.list(""))
        .containsExactly(
            FOLDER + "averaged.safetensors",
            FOLDER + "manifest.json",
            FOLDER + "model.safetensors",
            FOLDER + "optimizer.safetensors");
  }

  @Test
  void whatTheChoiceOfTimestepsLearnedIsAFileOfItsOwnWhereThereIsAny() throws IOException {
    checkpoints.save(manifest(5), weights(), List.of());
    assertThat(checkpoints.load(5).timesteps()).isEmpty();
    checkpoints.save(manifest(12), weights(), learned());
    assertThat(store.list(FOLDER)).contains(FOLDER + "timesteps.safetensors");
    WeightSource back = checkpoints.load(12).timesteps().orElseThrow();
    assertThat(back.get("losses").values()).isEqualTo(learned().get(0).values());
    assertThatThrownBy(() -> back.get("nobody"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("timesteps.safetensors has no array 'nobody'");
    store.delete(FOLDER + "timesteps.safetensors");
    assertThatThrownBy(() -> checkpoints.load(12))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("timesteps.safetensors is missing");
  }

  private static List<NamedArray> learned() {
    return List.of(array("losses", Precision.FLOAT64, 0.1, -3, 1e-9));
  }

  @Test
  void anyFlippedBitAnywhereIsNoticed() throws IOException {
    checkpoints.save(manifest(12), weights(), learned());
    for (String key : store.list("")) {
      byte[] whole = store.get(key);
      for (int i = 0; i < whole.length; i++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] flipped = whole.clone();
          flipped[i] ^= (byte) (1 << bit);
          store.put(key, flipped);
          assertNeverSilent(key, i, bit);
        }
      }
      store.put(key, whole);
    }
  }

  /** Either refused, or (a blank of the manifest's layout turned into another) the same content. */
  private void assertNeverSilent(String key, int at, int bit) throws IOException {
    try {
      Checkpoint loaded = checkpoints.load(12);
      assertThat(key).as("bit %d of byte %d", bit, at).endsWith("manifest.json");
      assertThat(loaded.manifest()).isEqualTo(manifest(12));
    } catch (InvalidInput e) {
      assertThat(e).hasMessageContaining("checkpoints/step-00000012");
    }
  }

  @Test
  void aMissingFileAndANewerFormatAreNamed() throws IOException {
    checkpoints.save(manifest(12), weights(), List.of());
    byte[] averaged = store.get(FOLDER + "averaged.safetensors");
    store.delete(FOLDER + "averaged.safetensors");
    assertThatThrownBy(() -> checkpoints.load(12))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("averaged.safetensors is missing");
    store.put(FOLDER + "averaged.safetensors", averaged);
    String text = new String(store.get(FOLDER + "manifest.json"), StandardCharsets.UTF_8);
    store.put(
        FOLDER + "manifest.json",
        text.replace("\"format\" : 1", "\"format\" : 9").getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> checkpoints.load(12))
        .hasMessageContaining("has format 9, this version reads up to 1");
  }

  @Test
  void withoutItsManifestACheckpointDoesNotExist() throws IOException {
    checkpoints.save(manifest(5), weights(), List.of());
    checkpoints.save(manifest(12), weights(), List.of());
    store.delete(FOLDER + "manifest.json");
    assertThat(checkpoints.steps()).containsExactly(5L);
    assertThat(checkpoints.newest().orElseThrow().manifest().step()).isEqualTo(5);
  }

  @Test
  void aStoreThatFailsWhileSavingKeepsTheCheckpointBefore() throws IOException {
    checkpoints.save(manifest(5), weights(), List.of());
    for (int puts = 0; puts < 5; puts++) {
      BlobCheckpoints failing = new BlobCheckpoints(failingAfter(puts, store));
      assertThatThrownBy(() -> failing.save(manifest(12), weights(), learned()))
          .hasMessage("no space left on device");
      assertThat(checkpoints.steps()).containsExactly(5L);
      assertThat(store.list(FOLDER)).as("after %d puts", puts).isEmpty();
      assertThat(checkpoints.load(5).manifest()).isEqualTo(manifest(5));
    }
  }

  /** Takes some puts, then no more. */
  private static BlobStore failingAfter(int puts, BlobStore store) {
    AtomicInteger left = new AtomicInteger(puts);
    return new FaultyStore(
        store,
        (operation, key) -> {
          if (operation.startsWith("put") && left.getAndDecrement() <= 0) {
            throw new IOException("no space left on device");
          }
        });
  }
}
