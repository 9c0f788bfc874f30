package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.kakusan;
import static dev.kakusan.it.CommandLineProcess.succeeds;
import static dev.kakusan.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kakusan.it.CommandLineProcess.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Studies of networks that learn next to nothing. */
final class StudyIT {

  private static final String SMALL =
      "study --backend reference --network mlp --hidden 8 --timesteps 10 --batch-size 8 --limit 4"
          + " --draws 3";

  @TempDir Path folder;

  private static String[] words(String line) {
    return line.split(" ", -1);
  }

  @Test
  void aStudyLeavesAPageTablesPicturesAndRunsLikeAnyOther() throws IOException {
    Finished first =
        succeeds(folder, words(SMALL + " --data builtin:moons --steps 3 --seeds 2 --json --out F"));
    List<String> objectives = List.of("two-sample", "posterior-mean", "x0", "epsilon", "v");
    List<String> names = Folders.names(folder.resolve("F"));
    assertThat(names).contains("study.yaml", "study.md", "study.csv", "study.json");
    assertThat(names).contains("bound.png", "gradient-variance.png", "loss-variance.png");
    assertThat(names).contains("terms.png", "time.png");
    String page = Files.readString(folder.resolve("F/study.md"));
    JsonNode json = Runs.json(first.out());
    assertThat(Runs.json(folder.resolve("F/study.json"))).isEqualTo(json);
    for (int i = 0; i < objectives.size(); i++) {
      String objective = objectives.get(i);
      assertThat(names).contains("samples-" + objective + ".png");
      assertThat(names).contains(objective + "-seed-1/figures.yaml");
      assertThat(page).contains("| `" + objective + "` |", "(samples-" + objective + ".png)");
      JsonNode row = json.get("objectives").get(i);
      assertThat(row.get("objective").asText()).isEqualTo(objective);
      assertThat(row.get("gradientVariance").asDouble()).isPositive();
      assertThat(row.get("otherWayOverThis").isNull()).isEqualTo(i > 1);
    }
    assertThat(Files.readAllLines(folder.resolve("F/study.csv"))).hasSize(11);

    succeeds(folder, "inspect", "F/epsilon-seed-0");
    succeeds(folder, words("sample --run F/v-seed-1 --count 5 --out five.npy"));
    JsonNode ledger =
        Runs.json(
            succeeds(
                    folder,
                    words("evaluate --run F/x0-seed-1 --limit 4 --timesteps 100 --batch 7 --json"))
                .out());
    JsonNode run = json.get("runs").get(7);
    assertThat(run.get("name").asText()).isEqualTo("x0-seed-1");
    // The same draws in other batches: rounding alone, in double precision, differs.
    assertThat(run.get("bound").asDouble())
        .isCloseTo(ledger.get("natsPerExample").asDouble() / 2, within(1e-9));

    Finished again = succeeds(folder, "study", "--out", "F", "--json");
    assertThat(Runs.json(again.out())).isEqualTo(json);
    assertThat(again.err()).doesNotContain("weights, into");
  }

  @Test
  void imagesGiveGridsAndBits() {
    SmallData.csv(folder.resolve("small.csv"), 40);
    String data = " --data small.csv" + SmallData.CSV_OPTIONS;
    Finished done =
        succeeds(folder, words(SMALL + data + " --steps 2 --seeds 1 --objectives v --out F"));
    assertThat(done.out()).contains("bits/dim", "F/study.md");
    assertThat(Folders.names(folder.resolve("F"))).contains("samples-v.png", "bound.png");
  }

  @Test
  void variantsAreComparedOnWhatIsHeldOut() throws IOException {
    List<String> line = new ArrayList<>(List.of(words(SMALL + " --data builtin:moons --steps 2")));
    line.addAll(List.of("--seeds", "1", "--hold-out", "50", "--json", "--out", "F"));
    line.addAll(List.of("--variant", "optimizer=adamw", "--variant", "optimizer=muon hidden=9,9"));
    JsonNode json = Runs.json(succeeds(folder, line.toArray(String[]::new)).out());
    assertThat(json.get("variants").findValuesAsText("variant"))
        .containsExactly("optimizer=adamw", "optimizer=muon_hidden=9,9");
    assertThat(Files.readString(folder.resolve("F/study.md")))
        .contains("# Variants side by side", "held-out examples")
        .contains("(samples-optimizer=muon_hidden=9,9.png)");
    String run = "F/optimizer=muon_hidden=9,9-seed-0";
    assertThat(succeeds(folder, "inspect", run).out()).contains("9,9");
    // All that is held out, and no more: the run itself remembers how many.
    JsonNode ledger = Runs.json(succeeds(folder, words("evaluate --json --run " + run)).out());
    assertThat(ledger.findValue("examples").asInt()).isEqualTo(50);
    assertThat(Runs.json(succeeds(folder, "study", "--out", "F", "--json").out())).isEqualTo(json);
    assertRefused(kakusan(folder, words("study --out F --hold-out 60")), "hold-out was 50, now 60");
  }

  @Test
  void aStudyThatWasKilledGoesOn() {
    String line = SMALL + " --data builtin:moons --steps 150000 --seeds 1 --objectives x0,v";
    CommandLineProcess stopped = CommandLineProcess.start(folder, words(line + " --out F"));
    stopped.awaitErr("300000 steps");
    stopped.signal("INT");
    Finished finished = stopped.await();
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(130);
    assertThat(finished.out()).contains("0 of 2 runs measured", "kakusan study --out F");
    assertThat(Folders.names(folder.resolve("F"))).anyMatch(name -> name.contains("x0-seed-0/"));
    assertRefused(
        kakusan(folder, words("study --out F --steps 4")),
        "F holds another study: steps was 150000, now 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --objectives x0,score       | objectives must be of two-sample, posterior-mean, x0, epsilon, v; got 'score'
          --objectives v,v            | objectives: each once, got v,v
          --seeds 0                   | seeds must be at least 1, got 0
          --seeds some                | 'some'
          --steps 0                   | steps must be at least 1, got 0
          --minutes 2                 | a study counts its length in steps or epochs
          --limit 0                   | limit must be at least 1, got 0
          --draws 1                   | draws must be at least 2, got 1
          --objective v               | Unknown option
          --variant seed=1            | variant 'seed=1': seed is one for all runs of a study
          --variant hidden            | variant 'hidden': give KEY=VALUE
          --variant hidden=0          | hidden
          --hold-out 100000           | hold-out must be less than the 10,000 training examples
          --objectives v --variant ema=0 | give --objectives or --variant, not both
          --hold-out -1               | hold-out must be 0 or more, got -1
          --weighting min-snr:5       | min-snr
          --network unet              | unet
          --out taken                 | taken holds something that is no study
          --out taken/letter.txt      | taken/letter.txt is a file
          --out taken/letter.txt/F    | Not a directory
          """)
  void whatCannotBeStudied(String options, String words) {
    SmallData.write(folder.resolve("taken/letter.txt"), new byte[1]);
    Map<String, String> before = Folders.contents(folder);
    List<String> line = new ArrayList<>(List.of(words(SMALL + " --data builtin:moons --out F")));
    List<String> changed = List.of(words(options));
    int given = line.indexOf(changed.get(0));
    if (given >= 0) {
      line.set(given + 1, changed.get(1));
    } else {
      line.addAll(changed);
    }
    assertRefused(kakusan(folder, line.toArray(String[]::new)), words);
    assertThat(Folders.contents(folder)).isEqualTo(before);
  }
}
