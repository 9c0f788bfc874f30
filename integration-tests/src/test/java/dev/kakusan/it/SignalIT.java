package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.succeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kakusan.it.CommandLineProcess.Finished;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, SIGTERM and kill -9 in the middle of training; each run ends as if nothing had been. */
final class SignalIT {

  private static final Pattern STOPPED = Pattern.compile("stopped after ([\\d,]+) steps");

  @TempDir Path folder;

  @BeforeEach
  void killIsHere() {
    assumeTrue(
        CommandLineProcess.worksHere("kill", "-0", "" + ProcessHandle.current().pid()),
        "no kill command here");
    SmallData.csv(folder.resolve("small.csv"), 120);
  }

  private CommandLineProcess start(List<String> line, String run) {
    List<String> all = new ArrayList<>(line);
    all.addAll(List.of("--run", run));
    return CommandLineProcess.start(folder, all.toArray(String[]::new));
  }

  /** Starts, signals once a checkpoint of this session is there, and tells where it stopped. */
  private long stopped(List<String> line, String run, String signal, int exitCode) {
    CommandLineProcess process = start(line, run);
    process.awaitErr("checkpoint at step");
    process.signal(signal);
    Finished finished = process.await();
    assertThat(finished.exitCode()).as("%s", finished).isEqualTo(exitCode);
    assertThat(finished.out())
        .as("%s", finished)
        .contains("bits/dim", "samples", "go on with   kakusan train --run " + run);
    Matcher stopped = STOPPED.matcher(finished.out());
    assertThat(stopped.find()).as("%s", finished).isTrue();
    long step = Long.parseLong(stopped.group(1).replace(",", ""));
    assertThat(Runs.weights(folder.resolve(run), step)).hasSize(3);
    return step;
  }

  private void interruptedInEveryWay(List<String> line, long steps) {
    List<String> whole = new ArrayList<>(line);
    whole.addAll(List.of("--run", "whole"));
    succeeds(folder, whole.toArray(String[]::new));

    long first = stopped(line, "parts", "INT", 130);
    long second = stopped(line, "parts", "TERM", 143);
    assertThat(first).isLessThan(second);
    assertThat(second).isLessThan(steps);
    CommandLineProcess killed = start(line, "parts");
    killed.awaitErr("checkpoint at step");
    killed.signal("KILL");
    Finished dead = killed.await();
    assertThat(dead.exitCode()).isEqualTo(137);
    assertThat(dead.out()).isEmpty();
    Finished last = start(line, "parts").await();
    assertThat(last.exitCode()).as("%s", last).isZero();

    assertThat(Runs.weights(folder.resolve("parts"), steps))
        .isEqualTo(Runs.weights(folder.resolve("whole"), steps));
    assertThat(Runs.loggedSteps(folder.resolve("parts")))
        .doesNotHaveDuplicates()
        .isSorted()
        .contains(first, second, steps);
  }

  private static List<String> train(String options) {
    List<String> line = new ArrayList<>(List.of("train", "--preset", "tiny"));
    line.addAll(List.of("--data", "small.csv" + SmallData.CSV_OPTIONS));
    line.addAll(List.of(options.split(" ", -1)));
    return line;
  }

  @Test
  void aUNetInTorchIsInterruptedInEveryWay() {
    interruptedInEveryWay(
        train("--threads 1 --steps 200 --batch-size 8 --log-every 5 --checkpoint-every 20"), 200);
  }

  @Test
  void aPerceptronInPlainJavaIsInterruptedInEveryWay() {
    interruptedInEveryWay(
        train("--backend reference --network mlp --hidden 32 --steps 4000 --checkpoint-every 400"),
        4000);
  }
}
