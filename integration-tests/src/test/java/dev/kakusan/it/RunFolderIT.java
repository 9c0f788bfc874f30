package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.succeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves on disk, read with other means than Kakusan's. */
final class RunFolderIT {

  @TempDir static Path folder;

  @BeforeAll
  static void train() {
    SmallData.csv(folder.resolve("small.csv"), 120);
    succeeds(
        folder,
        ("train --preset tiny --threads 1 --timesteps 10 --batch-size 8 --steps 6 --seed 5"
                + " --log-every 2 --checkpoint-every 4 --preview-every 3 --run R --data small.csv"
                + SmallData.CSV_OPTIONS)
            .split(" ", -1));
  }

  private static Path run() {
    return folder.resolve("R");
  }

  @Test
  void theFolderHoldsExactlyWhatItShould() {
    assertThat(Folders.names(run()))
        .containsExactlyInAnyOrder(
            "plan.yaml",
            "metrics.jsonl",
            "samples/step-00000003.png",
            "samples/step-00000006.png",
            "samples/final-00000006.png",
            "checkpoints/step-00000004/averaged.safetensors",
            "checkpoints/step-00000004/manifest.json",
            "checkpoints/step-00000004/model.safetensors",
            "checkpoints/step-00000004/optimizer.safetensors",
            "checkpoints/step-00000006/averaged.safetensors",
            "checkpoints/step-00000006/manifest.json",
            "checkpoints/step-00000006/model.safetensors",
            "checkpoints/step-00000006/optimizer.safetensors");
  }

  @Test
  void theManifestTellsWhatTheCheckpointIs() {
    JsonNode manifest = Runs.json(Runs.checkpoint(run(), 6).resolve("manifest.json"));
    assertThat(manifest.get("format").asInt()).isEqualTo(1);
    assertThat(manifest.get("step").asInt()).isEqualTo(6);
    assertThat(manifest.get("seed").asText()).isEqualTo("5");
    assertThat(manifest.at("/plan/channels").asText()).isEqualTo("8,16");
    assertThat(manifest.at("/plan/batch-size").asText()).isEqualTo("8");
    assertThat(manifest.at("/data/sha256").asText()).matches("[0-9a-f]{64}");
    assertThat(manifest.get("versions").properties())
        .extracting(Map.Entry::getKey)
        .contains("kakusan", "engine", "java");
    for (String name : Runs.CHECKPOINT_FILES) {
      if (!name.equals("manifest.json")) {
        assertThat(manifest.get("files").get(name).asText())
            .isEqualTo(Folders.sha256(Runs.checkpoint(run(), 6).resolve(name)));
      }
    }
  }

  @Test
  void everyMetricIsThere() {
    assertThat(Runs.loggedSteps(run())).containsExactly(2L, 3L, 4L, 6L);
    for (JsonNode line : Runs.metrics(run())) {
      assertThat(line.get("loss").asDouble()).isBetween(0.01, 10.0);
      assertThat(line.get("gradientNorm").asDouble()).isPositive();
      assertThat(line.get("learningRate").asDouble()).isBetween(0.0, 1e-3);
      assertThat(line.get("imagesPerSecond").asDouble()).isPositive();
    }
  }

  @Test
  void theWeightsAreAnyonesToRead() {
    Path checkpoint = Runs.checkpoint(run(), 6);
    var model = SafetensorsFile.read(checkpoint.resolve("model.safetensors"));
    var averaged = SafetensorsFile.read(checkpoint.resolve("averaged.safetensors"));
    var optimizer = SafetensorsFile.read(checkpoint.resolve("optimizer.safetensors"));
    assertThat(model.arrays())
        .containsKeys("conv_in.weight", "mid_block.attentions.0.to_q.weight", "conv_out.bias");
    assertThat(model.array("conv_in.weight").type()).isEqualTo("F32");
    assertThat(model.array("conv_in.weight").shape()).containsExactly(8, 1, 3, 3);
    assertThat(averaged.arrays().keySet()).isEqualTo(model.arrays().keySet());
    int weights = 0;
    for (String name : model.arrays().keySet()) {
      assertThat(averaged.array(name).shape()).as(name).isEqualTo(model.array(name).shape());
      assertThat(Arrays.stream(model.array(name).values()).allMatch(Double::isFinite)).isTrue();
      weights += model.array(name).values().length;
    }
    assertThat(averaged.array("conv_in.weight").values())
        .isNotEqualTo(model.array("conv_in.weight").values());
    assertThat(weights)
        .isEqualTo(
            Runs.json(succeeds(folder, "inspect", "R", "--json").out())
                .at("/network/parameters")
                .asInt());
    // Two moments for each weight.
    int moments =
        optimizer.arrays().values().stream().mapToInt(array -> array.values().length).sum();
    assertThat(moments).isGreaterThanOrEqualTo(2 * weights);
  }

  @Test
  void theLibraryThatMadeTheFormatReadsThem() {
    assumeTrue(
        CommandLineProcess.worksHere("python3", "-c", "import numpy, safetensors"),
        "no python3 with safetensors here");
    for (String name : Runs.CHECKPOINT_FILES) {
      if (!name.equals("manifest.json")) {
        assertThat(
                CommandLineProcess.worksHere(
                    "python3",
                    "-c",
                    "import sys; from safetensors.numpy import load_file; d = load_file(sys.argv[1]);"
                        + " assert len(d) > 10",
                    Runs.checkpoint(run(), 6).resolve(name).toString()))
            .as(name)
            .isTrue();
      }
    }
  }
}
