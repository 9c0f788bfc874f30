package dev.kakusan.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.it.CommandLineProcess.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code ./kakusan} line of the README's sh blocks, in its order, with less to do. */
final class ReadmeIT {

  private static final Map<String, Map<String, String>> LESS =
      Map.of(
          "train",
          Map.of(
              "--steps", "4",
              "--batch-size", "8",
              "--timesteps", "20",
              "--channels", "8,16",
              "--head-dim", "8",
              "--groups", "4",
              "--hidden", "16"),
          "sample",
          Map.of("--count", "2"),
          "evaluate",
          Map.of("--limit", "3"),
          "compare",
          Map.of("--limit", "3"),
          "verify",
          Map.of("--claim", "S1"),
          "study",
          Map.of("--steps", "4", "--seeds", "1", "--limit", "3", "--draws", "2", "--hidden", "16"));

  @TempDir Path top;

  @Test
  void everyCommandOfTheReadmeRuns() throws IOException {
    Path folder = Files.createDirectory(top.resolve("work"));
    SmallData.idxFolder(top.resolve("mnist"), 40, 10);
    SmallData.csv(folder.resolve("digits.csv"), 40);
    List<String> commands = commands(Files.readString(Path.of("../README.md")));
    assertThat(commands).hasSizeGreaterThan(10);
    try (S3Process server = new S3Process(top)) {
      Map<String, String> environment = S3Process.environment(server.url(), top.resolve("home"));
      for (String command : commands) {
        Finished finished =
            CommandLineProcess.start(folder, environment, arguments(command).toArray(String[]::new))
                .await();
        assertThat(finished.exitCode()).as("%s", finished).isZero();
      }
      assertThat(server.objects().resolve("pictures/roll.png")).isNotEmptyFile();
    }
    assertThat(folder.resolve("more.png")).isNotEmptyFile();
    assertThat(folder.resolve("denoising.gif")).isNotEmptyFile();
    assertThat(folder.resolve("forward.png")).isNotEmptyFile();
    assertThat(folder.resolve("terms.png")).isNotEmptyFile();
    assertThat(folder.resolve("runs/roll/plan.yaml")).isNotEmptyFile();
    assertThat(folder.resolve("studies/roll/study.md")).isNotEmptyFile();
  }

  private static List<String> commands(String readme) {
    List<String> commands = new ArrayList<>();
    Matcher blocks = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL).matcher(readme);
    while (blocks.find()) {
      for (String line : blocks.group(1).split("\n", -1)) {
        if (line.startsWith("./kakusan ")) {
          commands.add(line.substring("./kakusan ".length()).replaceFirst("\\s+[#>].*$", ""));
        }
      }
    }
    return commands;
  }

  /** The arguments, with values of {@link #LESS} in the place of the README's. */
  private static List<String> arguments(String command) {
    List<String> words =
        new ArrayList<>(List.of(command.trim().replace("'", "").split("\\s+", -1)));
    Map<String, String> less = LESS.getOrDefault(words.get(0), Map.of());
    less.forEach(
        (option, value) -> {
          // One length only: the README may count minutes where this counts steps.
          int minutes = option.equals("--steps") ? words.indexOf("--minutes") : -1;
          if (minutes >= 0) {
            words.set(minutes, option);
          }
          int at = words.indexOf(option);
          if (at >= 0) {
            words.set(at + 1, value);
          } else {
            words.addAll(List.of(option, value));
          }
        });
    return words;
  }
}
