package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.kakusan;
import static dev.kakusan.it.CommandLineProcess.succeeds;
import static dev.kakusan.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands beside the main line, and requests that a trained model cannot serve. */
final class OtherCommandsIT {

  @TempDir static Path folder;

  @BeforeAll
  static void train() {
    SmallData.csv(folder.resolve("small.csv"), 120);
    succeeds(
        folder,
        ("train --backend reference --network mlp --hidden 8 --timesteps 10 --steps 6 --batch-size 8"
                + " --checkpoint-every 3 --run R --data small.csv"
                + SmallData.CSV_OPTIONS)
            .split(" ", -1));
    succeeds(
        folder,
        ("train --backend reference --network mlp --hidden 8 --timesteps 10 --steps 2"
                + " --batch-size 8 --run P --data builtin:moons")
            .split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sample --run R --out a.png --count 0          | count must be at least 1, got 0
          sample --run R --out a.png --steps 11         | steps must lie in 1..10 (the timesteps), got 11
          sample --run R --out a.png --steps 0          | steps must lie in 1..10 (the timesteps), got 0
          sample --run R --out a.png --eta 2            | eta must lie in [0, 1], got 2.0
          sample --run R --out a.png --eta NaN          | eta must lie in [0, 1], got NaN
          sample --run R --out a.png --sampler euler    | 'euler'
          sample --run R --out a.png --weights best     | 'best'
          sample --run R --out a.png --step 4           | R has no checkpoint at step 4; there are: [3, 6]
          sample --run R --out a.png --device gpu:0     | no device 'gpu:0'; known: [cpu]
          sample --run R --out a.jpg                    | unknown ending '.jpg' in a.jpg; known: .png
          verify --backend abacus                       | no backend 'abacus'; known: djl, reference
          verify --claim S99                            | no claim 'S99'; known: schedules, S1,
          evaluate --run R --split validation           | no split 'validation'; known: [train, test]
          evaluate --run R --weights best               | 'best'
          evaluate --run R --limit 0                    | limit must be at least 1, got 0
          evaluate --run R --timesteps 0                | timesteps must be 'exact' or at least 1, got 0
          evaluate --run R --timesteps few              | --timesteps must be 'exact' or a whole number
          evaluate --run R --data builtin:digits        | shape [1, 28, 28], the model was trained on [1, 8, 8]
          evaluate --run R --data small.csv?shape=1x8x8&levels=18&label=last | 18 levels
          evaluate --run R --data small.csv?shape=1x8x8&levels=0&label=last | 0 levels (continuous), the model was trained on 17
          evaluate --run R --data builtin:moons         | shape [2], the model was trained on [1, 8, 8]
          evaluate --run R --plot terms.jpg             | a plot is written to a .png or a .svg, got 'terms.jpg'
          evaluate --run R --plot small.csv/terms.png   | small.csv is not a folder
          compare R                                     | compare takes two runs or more, got 1
          compare R none                                | none holds no checkpoint
          compare R R --timesteps few                   | --timesteps must be 'exact' or a whole number
          compare R R --split validation                | no split 'validation'; known: [train, test]
          compare R R --limit 0                         | limit must be at least 1, got 0
          compare R P                                   | R has [1, 8, 8], P has [2]
          """)
  void aRequestThatTheModelCannotServe(String line, String words) {
    List<String> before = Folders.names(folder);
    assertRefused(kakusan(folder, line.split(" ", -1)), words);
    assertThat(Folders.names(folder)).isEqualTo(before);
  }

  @Test
  void anOlderCheckpointServesToo() {
    succeeds(folder, "sample", "--run", "R", "--step", "3", "--count", "4", "--out", "three.npy");
    succeeds(folder, "sample", "--run", "R", "--count", "4", "--out", "six.npy");
    assertThat(NpyFile.read(folder.resolve("three.npy")).body())
        .isNotEqualTo(NpyFile.read(folder.resolve("six.npy")).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"builtin:digits", "builtin:moons", "small.csv" + SmallData.CSV_OPTIONS})
  void theForwardProcessIsAPicture(String data) throws IOException {
    succeeds(folder, "diffuse", "--data", data, "--out", "forward.png", "--columns", "5");
    BufferedImage picture = ImageIO.read(folder.resolve("forward.png").toFile());
    assertThat(picture.getWidth()).isGreaterThan(5 * 8);
    Files.delete(folder.resolve("forward.png"));
  }

  @Test
  void backendsAreListedWithEnginesAndDevices() {
    assertThat(succeeds(folder, "backends").out())
        .contains("djl", "PyTorch", "reference", "plain Java", "cpu");
    JsonNode list = Runs.json(succeeds(folder, "backends", "--json").out()).get("backends");
    assertThat(list).hasSize(2);
    assertThat(list.get(0).get("name").asText()).isEqualTo("djl");
    assertThat(list.get(0).get("engine").asText()).matches(".*PyTorch \\d+\\.\\d+.*");
    assertThat(list.get(0).get("devices").get(0).asText()).isEqualTo("cpu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"djl", "reference"})
  void verifyChecksClaimsOnEitherBackend(String backend) {
    CommandLineProcess.Finished finished =
        succeeds(folder, "verify", "--backend", backend, "--claim", "S1,S2,losses", "--json");
    JsonNode report = Runs.json(finished.out());
    assertThat(report.get("backend").asText()).isEqualTo(backend);
    assertThat(report.get("holds").asBoolean()).isTrue();
    assertThat(report.get("claims")).hasSize(3);
    assertThat(finished.err()).contains("verify:", "3/3 claims");
  }

  @Test
  void verifyHoldsNetworksInBfloat16ToWiderBoundsAndTheRestToTheSame() {
    String[] verify = {
      "verify",
      "--precision",
      "bfloat16",
      "--force-precision",
      "true",
      "--claim",
      "S1,losses,gradients,hybrid,backends",
      "--json"
    };
    JsonNode report = Runs.json(succeeds(folder, verify).out());
    assertThat(report.get("holds").asBoolean()).isTrue();
    assertThat(report.get("precision").asText()).isEqualTo("FLOAT32");
    assertThat(report.get("arithmetic").asText()).isEqualTo("bfloat16");
    assertThat(report.get("claims")).hasSize(5);
  }

  @Test
  void benchMeasuresAsManyStepsAsItWasAskedFor() {
    List<String> before = Folders.names(folder);
    String[] bench = {
      "bench",
      "--preset",
      "tiny",
      "--threads",
      "1",
      "--measure",
      "4",
      "--warm-up",
      "1",
      "--data",
      "small.csv" + SmallData.CSV_OPTIONS,
      "--profile",
      "--roofline",
      "--sample",
      "8",
      "--store",
      "memory:bench",
      "--json"
    };
    JsonNode figures = Runs.json(succeeds(folder, bench).out());
    JsonNode profile = figures.get("profile");
    double whole = 0;
    for (JsonNode phase : profile) {
      assertThat(phase.asDouble()).isNotNegative();
      whole += phase.asDouble();
    }
    assertThat(profile.get("backward").asDouble()).isPositive().isLessThan(whole);
    assertThat(profile.get("forward").asDouble()).isPositive().isLessThan(whole);
    JsonNode roofline = figures.get("roofline");
    assertThat(roofline.get("fraction").asDouble()).isBetween(0.0, 1.0);
    assertThat(figures.get("samplingMillisPerImageAndStep").asDouble()).isPositive();
    assertThat(figures.get("checkpointStoredMillis").asDouble()).isPositive();
    assertThat(figures.get("steps").asInt()).isEqualTo(4);
    assertThat(figures.get("millisPerStep").asDouble()).isPositive();
    assertThat(figures.get("imagesPerSecond").asDouble()).isPositive();
    assertThat(figures.get("residentMiB").asLong()).isNotZero();
    assertThat(Folders.names(folder)).isEqualTo(before);
  }

  /** On the backend of that name: what a peer is given. */
  private SafetensorsFile probe(String backend, String network) {
    String data = "small.csv" + SmallData.CSV_OPTIONS;
    List<String> line = new ArrayList<>(List.of("bench", "--preset", "tiny", "--data", data));
    line.addAll(List.of("--measure", "1", "--warm-up", "0", "--network", network));
    line.addAll(List.of("--backend", backend, "--peer", "peer-" + backend));
    succeeds(folder, line.toArray(String[]::new));
    return SafetensorsFile.read(folder.resolve("peer-" + backend).resolve("probe.safetensors"));
  }

  @Test
  void aPeerIsGivenTheNetworkItsWeightsAndWhatItSays() throws IOException {
    SafetensorsFile djl = probe("djl", "mlp");
    SafetensorsFile reference = probe("reference", "mlp");
    assertThat(djl.array("x").values()).isEqualTo(reference.array("x").values());
    assertThat(djl.array("output").values())
        .isNotEqualTo(new double[djl.array("x").values().length]);
    // single precision through four layers of sums of 128 terms of the order of 1
    assertThat(djl.array("output").values())
        .containsExactly(reference.array("output").values(), within(1e-4));
    probe("djl", "unet");
    JsonNode config =
        Runs.json(Files.readString(folder.resolve("peer-djl").resolve("config.json")));
    assertThat(config.at("/arguments/block_out_channels").toString()).isEqualTo("[8,16]");
    assertThat(config.at("/arguments/down_block_types").toString())
        .isEqualTo("[\"DownBlock2D\",\"AttnDownBlock2D\"]");
    assertThat(
            SafetensorsFile.read(folder.resolve("peer-djl").resolve("weights.safetensors"))
                .array("conv_in.weight")
                .shape())
        .containsExactly(8, 1, 3, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "sample",
        "evaluate",
        "compare",
        "inspect",
        "diffuse",
        "verify",
        "study",
        "backends",
        "bench"
      })
  void helpTeachesByExample(String command) {
    String help = succeeds(folder, command, "--help").out();
    assertThat(help).contains("Usage: kakusan " + command, "Examples:", "  kakusan " + command);
  }

  @Test
  void theShellCanComplete() {
    assertThat(succeeds(folder, "generate-completion").out())
        .contains("kakusan", "--learning-rate", "--sampler");
  }

  @Test
  void trainWithoutARunMakesANewFolderEachTime() {
    String[] line =
        ("train --backend reference --network mlp --hidden 8 --timesteps 5 --steps 1 --json --data"
                + " small.csv"
                + SmallData.CSV_OPTIONS)
            .split(" ", -1);
    JsonNode first = Runs.json(succeeds(folder, line).out());
    JsonNode second = Runs.json(succeeds(folder, line).out());
    assertThat(first.get("run").asText()).isEqualTo("runs/small-csv-001");
    assertThat(second.get("run").asText()).isEqualTo("runs/small-csv-002");
    assertThat(first.get("finished").asBoolean()).isTrue();
    assertThat(first.get("bitsPerDim").asDouble())
        .isEqualTo(second.get("bitsPerDim").asDouble())
        .isPositive();
    assertThat(folder.resolve(first.get("samples").asText())).exists();
  }
}
