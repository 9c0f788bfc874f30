package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.succeeds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kakusan.it.CommandLineProcess.Finished;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that is stopped and continued ends with the bytes of one that never stopped. */
final class ResumeIT {

  private static final int STEPS = 30;
  private static final int LOG_EVERY = 4;

  @TempDir Path folder;

  @BeforeEach
  void data() {
    SmallData.csv(folder.resolve("small.csv"), 120);
  }

  private static List<String> train(String network) {
    List<String> line = new ArrayList<>(List.of("train", "--preset", "tiny"));
    line.addAll(List.of("--data", "small.csv" + SmallData.CSV_OPTIONS));
    line.addAll(List.of(network.split(" ", -1)));
    line.addAll(List.of("--steps", "" + STEPS, "--batch-size", "8", "--timesteps", "10"));
    line.addAll(List.of("--log-every", "" + LOG_EVERY, "--checkpoint-every", "5", "--seed", "3"));
    return line;
  }

  private Finished run(List<String> line, String... more) {
    List<String> all = new ArrayList<>(line);
    all.addAll(List.of(more));
    return succeeds(folder, all.toArray(String[]::new));
  }

  /** The gradient's norm at each step that is logged however the run is split. */
  private Map<Long, Double> gradientNorms(String run) {
    Map<Long, Double> norms = new TreeMap<>();
    for (JsonNode line : Runs.metrics(folder.resolve(run))) {
      if (line.get("step").asLong() % LOG_EVERY == 0) {
        norms.put(line.get("step").asLong(), line.get("gradientNorm").asDouble());
      }
    }
    return norms;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--backend djl --threads 2 --network unet",
        "--backend djl --threads 2 --network unet --optimizer muon",
        "--backend djl --threads 2 --network unet --precision bfloat16 --force-precision true",
        "--backend djl --threads 2 --network mlp --hidden 32,32",
        "--backend reference --network mlp --hidden 16",
        "--backend reference --network mlp --hidden 8,8 --optimizer muon",
        "--backend reference --network linear --rate-schedule constant",
      })
  void twoStopsOnTheWayChangeNoByte(String network) {
    List<String> line = train(network);
    run(line, "--run", "whole");
    Finished first = run(line, "--run", "parts", "--stop-at", "7");
    assertThat(first.out()).contains("stopped after 7 steps", "go on with", "--run parts");
    // The stored plan is enough to go on; the whole command again is the same plan.
    Finished second = run(List.of("train"), "--run", "parts", "--stop-at", "19");
    assertThat(second.err()).contains("resuming after step 7");
    Finished last = run(line, "--run", "parts");
    assertThat(last.out()).contains("trained after 30 steps");

    assertThat(Runs.weights(folder.resolve("parts"), STEPS))
        .isEqualTo(Runs.weights(folder.resolve("whole"), STEPS));
    assertThat(Runs.loggedSteps(folder.resolve("parts")))
        .doesNotHaveDuplicates()
        .isSorted()
        .contains(4L, 5L, 7L, 8L, 19L, 20L, 30L);
    assertThat(gradientNorms("parts")).isEqualTo(gradientNorms("whole")).hasSize(7);
  }
}
