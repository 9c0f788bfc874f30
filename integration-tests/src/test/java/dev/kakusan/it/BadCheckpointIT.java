package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.kakusan;
import static dev.kakusan.it.CommandLineProcess.succeeds;
import static dev.kakusan.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that are not as they were written are refused by every command that reads them. */
final class BadCheckpointIT {

  @TempDir static Path folder;
  private static int copies;

  @BeforeAll
  static void train() {
    SmallData.csv(folder.resolve("small.csv"), 40);
    succeeds(
        folder,
        ("train --run good --backend reference --network mlp --hidden 8 --steps 20 --batch-size 8"
                + " --timesteps 10 --stop-at 10 --data small.csv"
                + SmallData.CSV_OPTIONS)
            .split(" ", -1));
  }

  @AfterEach
  void theGoodRunIsStillGood() {
    assertThat(Folders.names(folder.resolve("good"))).hasSize(7);
  }

  /** A copy of the good run's folder, and in it the checkpoint's. */
  private Path checkpoint() {
    copies++;
    return Runs.checkpoint(Folders.copy(folder.resolve("good"), folder.resolve(run())), 10);
  }

  private String run() {
    return "bad-" + copies;
  }

  private void refusedByAll(String... words) {
    Map<String, String> before = Folders.contents(folder.resolve(run()));
    assertRefused(kakusan(folder, "train", "--run", run()), words);
    assertRefused(kakusan(folder, "sample", "--run", run(), "--out", "samples.png"), words);
    assertRefused(kakusan(folder, "evaluate", "--run", run()), words);
    assertThat(Folders.contents(folder.resolve(run()))).isEqualTo(before);
    assertThat(folder.resolve("samples.png")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    // the header's length, the header, the first and the last number
    "model.safetensors, 0",
    "model.safetensors, 30",
    "model.safetensors, 0.5",
    "averaged.safetensors, 0.999999",
    "optimizer.safetensors, 0.3",
  })
  void oneFlippedByteInAFileOfArrays(String name, double place) throws IOException {
    Path file = checkpoint().resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) (place < 1 ? place * bytes.length : place)] ^= 0x04;
    Files.write(file, bytes);
    refusedByAll(run() + "/checkpoints/step-00000010/" + name, "damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"step\" : 1", "8x8&levels=1", "\"seconds\" : 0.", "Sha256", "{"})
  void oneFlippedByteInTheManifest(String before) throws IOException {
    Path file = checkpoint().resolve("manifest.json");
    byte[] bytes = Files.readAllBytes(file);
    bytes[Files.readString(file).indexOf(before) + before.length() - 1] ^= 0x02;
    Files.write(file, bytes);
    refusedByAll(run() + "/checkpoints/step-00000010/manifest.json", "damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "averaged.safetensors", "optimizer.safetensors"})
  void aMissingFile(String name) throws IOException {
    Files.delete(checkpoint().resolve(name));
    refusedByAll(run() + "/checkpoints/step-00000010/" + name, "missing");
  }

  @Test
  void aFileThatEndsEarly() throws IOException {
    Path file = checkpoint().resolve("averaged.safetensors");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    refusedByAll("averaged.safetensors", "damaged");
  }

  @Test
  void aNewerFormat() throws IOException {
    Path file = checkpoint().resolve("manifest.json");
    Files.writeString(file, Files.readString(file).replace("\"format\" : 1", "\"format\" : 2"));
    refusedByAll("manifest.json has format 2, this version reads up to 1");
  }

  @Test
  void aCheckpointThatNeverGotItsManifestDoesNotCount() throws IOException {
    Path whole = checkpoint();
    Path half = Runs.checkpoint(folder.resolve(run()), 15);
    Folders.copy(whole, half);
    Files.delete(half.resolve("manifest.json"));
    assertThat(succeeds(folder, "train", "--run", run()).err()).contains("resuming after step 10");
    assertThat(Runs.weights(folder.resolve(run()), 20)).hasSize(3);
  }
}
