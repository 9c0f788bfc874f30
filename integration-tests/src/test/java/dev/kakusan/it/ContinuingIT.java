package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.kakusan;
import static dev.kakusan.it.CommandLineProcess.succeeds;
import static dev.kakusan.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.it.CommandLineProcess.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may change when a run is continued, and what may not. */
final class ContinuingIT {

  private static final String DATA = "small.csv" + SmallData.CSV_OPTIONS;

  @TempDir static Path folder;

  private static List<String> begin(String run, String... more) {
    List<String> line = new ArrayList<>(List.of("train", "--run", run, "--data", DATA));
    line.addAll(List.of("--backend", "reference", "--network", "mlp", "--hidden", "16"));
    line.addAll(List.of("--batch-size", "8", "--timesteps", "20"));
    line.addAll(List.of(more));
    line.addAll(line.contains("--steps") ? List.of() : List.of("--steps", "20"));
    return line;
  }

  private Finished run(List<String> line) {
    return kakusan(folder, line.toArray(String[]::new));
  }

  @BeforeAll
  static void twoRuns() {
    SmallData.csv(folder.resolve("small.csv"), 120);
    succeeds(folder, begin("cosine", "--stop-at", "10").toArray(String[]::new));
    succeeds(
        folder,
        begin("constant", "--rate-schedule", "constant", "--stop-at", "10").toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --seed 3                       | seed was 0, now 3
          --objective x0 --ema 0.5       | objective was v, now x0; ema was 0.999, now 0.5
          --hidden 16,16                 | hidden was 16, now 16,16
          --network linear               | network was mlp, now linear
          --timesteps 30                 | timesteps was 20, now 30
          --batch-size 4                 | batch-size was 8, now 4
          --backend djl                  | backend was reference, now djl
          --data builtin:moons           | now builtin:moons
          --rate-schedule constant       | rate-schedule was cosine, now constant
          --steps 40                     | steps was 20, now 40
          --minutes 1                    | minutes was not given, now 1
          """)
  void anotherPlanIsRefusedNamingEachDifference(String options, String difference) {
    Map<String, String> before = Folders.contents(folder.resolve("cosine"));
    List<String> line = new ArrayList<>(List.of("train", "--run", "cosine"));
    line.addAll(List.of(options.split(" ", -1)));
    assertRefused(run(line), "cosine was begun under another plan", difference);
    assertThat(Folders.contents(folder.resolve("cosine"))).isEqualTo(before);
  }

  @Test
  void aLongerRunIsFineWhereTheRateDoesNotFollowTheLength() {
    Finished longer =
        run(List.of("train", "--run", "constant", "--steps", "40", "--checkpoint-every", "15"));
    assertThat(longer.exitCode()).as("%s", longer).isZero();
    assertThat(longer.out()).contains("trained after 40 steps");
    succeeds(
        folder,
        begin("never-stopped", "--rate-schedule", "constant", "--steps", "40")
            .toArray(String[]::new));
    assertThat(Runs.weights(folder.resolve("constant"), 40))
        .isEqualTo(Runs.weights(folder.resolve("never-stopped"), 40));
    assertThat(folder.resolve("constant/plan.yaml")).content().contains("steps: 40");
  }

  @Test
  void aFinishedRunIsNotTrainedOn() {
    succeeds(folder, begin("finished").toArray(String[]::new));
    Map<String, String> before = Runs.weights(folder.resolve("finished"), 20);
    List<String> names = Folders.names(folder.resolve("finished"));
    Finished again = run(List.of("train", "--run", "finished"));
    assertThat(again.exitCode()).isZero();
    assertThat(again.out()).contains("trained after 20 steps");
    assertThat(Runs.weights(folder.resolve("finished"), 20)).isEqualTo(before);
    assertThat(Folders.names(folder.resolve("finished"))).isEqualTo(names);
  }

  @Test
  void otherDataUnderTheSameNameAreRefused() {
    SmallData.csv(folder.resolve("moving.csv"), 120);
    List<String> line = begin("moving", "--stop-at", "10");
    line.addAll(List.of("--log-every", "5"));
    line.set(line.indexOf(DATA), "moving.csv" + SmallData.CSV_OPTIONS);
    succeeds(folder, line.toArray(String[]::new));
    SmallData.csv(folder.resolve("moving.csv"), 121);
    Map<String, String> before = Folders.contents(folder.resolve("moving"));
    assertRefused(
        run(List.of("train", "--run", "moving")), "moving was trained on other data", "SHA-256");
    assertThat(Folders.contents(folder.resolve("moving"))).isEqualTo(before);
  }

  @Test
  void aPlanEditedByHandIsRefused() throws IOException {
    succeeds(folder, begin("edited", "--stop-at", "10").toArray(String[]::new));
    Path plan = folder.resolve("edited/plan.yaml");
    Files.writeString(plan, Files.readString(plan).replace("seed: 0", "seed: 8"));
    Map<String, String> before = Folders.contents(folder.resolve("edited"));
    assertRefused(run(List.of("train", "--run", "edited")), "seed was 0, now 8");
    assertThat(Folders.contents(folder.resolve("edited"))).isEqualTo(before);
  }
}
