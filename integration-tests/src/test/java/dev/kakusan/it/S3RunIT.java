package dev.kakusan.it;

import static dev.kakusan.it.Refusals.assertFailed;
import static dev.kakusan.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kakusan.it.CommandLineProcess.Finished;
import dev.kakusan.storage.s3.FaultProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Runs on an S3 server that is maltreated while they train, and end as if nothing had been. */
final class S3RunIT {

  private static final int STEPS = 6_000;
  private static final String TRAINED = "trained after 6,000 steps";

  @TempDir static Path folder;
  private static S3Process server;
  private static Map<String, String> untroubled;

  private String name;
  private Map<String, String> environment;

  @BeforeAll
  static void start() {
    assumeTrue(
        CommandLineProcess.worksHere("kill", "-0", "" + ProcessHandle.current().pid()),
        "no kill command here");
    List<String> line = train("whole");
    CommandLineProcess.succeeds(folder, line.toArray(String[]::new));
    untroubled = Runs.weights(folder.resolve("whole"), STEPS);
    server = new S3Process(folder);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void name(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    environment = S3Process.environment(server.url(), folder.resolve("home-" + name));
  }

  private static List<String> train(String run, String... more) {
    List<String> line = new ArrayList<>(List.of("train", "--run", run, "--data", "builtin:moons"));
    line.addAll(List.of("--backend", "reference", "--network", "mlp", "--hidden", "16"));
    line.addAll(List.of("--batch-size", "16", "--timesteps", "20", "--steps", "" + STEPS));
    line.addAll(List.of("--checkpoint-every", "100", "--keep", "5", "--log-every", "100"));
    line.addAll(List.of(more));
    return line;
  }

  private String run() {
    return "s3://bucket/" + name;
  }

  private CommandLineProcess start(Map<String, String> with, String... more) {
    List<String> line = train(run(), "--s3-timeout", "1.5", "--s3-connect-timeout", "1.5");
    line.addAll(List.of(more));
    return CommandLineProcess.start(folder, with, line.toArray(String[]::new));
  }

  private Finished kakusan(String... line) {
    return CommandLineProcess.start(folder, environment, line).await();
  }

  private static void succeeded(Finished finished) {
    assertThat(finished.exitCode()).as("%s", finished).isZero();
    assertThat(finished.out()).as("%s", finished).contains(TRAINED);
  }

  private void assertUntroubled() {
    Path run = server.objects().resolve(name);
    assertThat(Runs.weights(run, STEPS)).isEqualTo(untroubled);
    assertThat(Runs.loggedSteps(run))
        .isSorted()
        .doesNotHaveDuplicates()
        .containsAll(Runs.loggedSteps(folder.resolve("whole")));
    assertThat(run.resolve("lease"))
        .satisfiesAnyOf(
            lease -> assertThat(lease).doesNotExist(),
            lease -> assertThat(lease).isEmptyDirectory());
  }

  @Test
  void everyCommandTakesARunThere() {
    succeeded(start(environment).await());
    assertUntroubled();
    assertThat(kakusan("inspect", run(), "--json").out())
        .contains("\"run\" : \"" + run() + "\"", "\"step\" : 6000");
    Finished sample = kakusan("sample", "--run", run(), "--count", "9", "--out", name + ".npy");
    assertThat(sample.exitCode()).as("%s", sample).isZero();
    Finished here = kakusan("evaluate", "--run", "whole", "--limit", "20", "--json");
    Finished there = kakusan("evaluate", "--run", run(), "--limit", "20", "--json");
    assertThat(there.exitCode()).as("%s", there).isZero();
    assertThat(there.out()).isEqualTo(here.out());
    Finished both = kakusan("compare", "whole", run(), "--limit", "20");
    assertThat(both.exitCode()).as("%s", both).isZero();
    assertThat(both.out()).contains("above the first", "0.00000 ± 0.00000");
  }

  @Test
  void theTwoSignalsThatAskItToStop() {
    for (Map.Entry<String, Integer> signal : Map.of("INT", 130, "TERM", 143).entrySet()) {
      CommandLineProcess process = start(environment);
      process.awaitErr("checkpoint at step", 2);
      process.signal(signal.getKey());
      Finished stopped = process.await();
      assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(signal.getValue());
      assertThat(stopped.out()).contains("go on with   kakusan train --run " + run());
    }
    succeeded(start(environment).await());
    assertUntroubled();
  }

  @Test
  void aUNetInTorchGoesOnThereBitForBit() {
    List<String> line = new ArrayList<>(List.of("train", "--preset", "tiny", "--threads", "2"));
    line.addAll(List.of("--data", "builtin:digits", "--resize", "8", "--batch-size", "8"));
    line.addAll(List.of("--timesteps", "20", "--steps", "40", "--checkpoint-every", "10"));
    List<String> whole = new ArrayList<>(line);
    whole.addAll(List.of("--run", "whole-" + name));
    assertThat(kakusan(whole.toArray(String[]::new)).exitCode()).isZero();
    line.addAll(List.of("--run", run()));
    List<String> first = new ArrayList<>(line);
    first.addAll(List.of("--stop-at", "17"));
    Finished stopped = kakusan(first.toArray(String[]::new));
    assertThat(stopped.exitCode()).as("%s", stopped).isZero();
    Finished last = kakusan(line.toArray(String[]::new));
    assertThat(last.err()).as("%s", last).contains("resuming after step 17");
    assertThat(Runs.weights(server.objects().resolve(name), 40))
        .isEqualTo(Runs.weights(folder.resolve("whole-" + name), 40));
  }

  @Test
  void aServerPausedForLongerThanTheTimeOut() {
    CommandLineProcess process = start(environment);
    process.awaitErr("checkpoint at step", 3);
    server.pause();
    process.awaitErr("trying again", 2);
    server.goOn();
    succeeded(process.await());
    assertUntroubled();
  }

  @Test
  void aServerKilledAndStartedAgain() {
    CommandLineProcess process = start(environment);
    process.awaitErr("checkpoint at step", 3);
    server.kill();
    process.awaitErr("trying again", 2);
    server.restart();
    succeeded(process.await());
    assertUntroubled();
  }

  @Test
  void aStoreThatIsGoneForGoodAndBackAtTheNextStart() {
    CommandLineProcess process = start(environment, "--store-patience", "0.02");
    process.awaitErr("checkpoint at step", 3);
    server.kill();
    try {
      Finished finished = process.await();
      assertFailed(finished, "gave up after", "is kept on this machine", "the same command");
      assertThat(finished.err()).contains("training goes on for up to");
      assertRefused(start(environment).await(), server.url().toString());
    } finally {
      server.restart();
    }
    Finished next = start(environment).await();
    succeeded(next);
    assertThat(next.err()).contains("storing the checkpoint of step");
    assertThat(Runs.weights(server.objects().resolve(name), STEPS)).isEqualTo(untroubled);
  }

  @Test
  void aBucketDeletedUnderARun() throws IOException {
    CommandLineProcess process = start(environment, "--store-patience", "0.02");
    process.awaitErr("checkpoint at step", 3);
    while (process.isAlive()) {
      server.deleteBucket(); // again, for a write under way makes its folders anew
      CommandLineProcess.pause(20);
    }
    Finished finished = process.await();
    Files.createDirectories(server.objects());
    assertFailed(finished, "no bucket", "is kept on this machine");
    Finished next = start(environment).await();
    succeeded(next);
    assertThat(next.err()).contains("storing the checkpoint of step");
    assertThat(Runs.weights(server.objects().resolve(name), STEPS)).isEqualTo(untroubled);
  }

  /** Trains by way of a relay that does something once the run is under way. */
  private Finished through(Fault fault) throws IOException {
    try (FaultProxy relay = new FaultProxy(server.url())) {
      Map<String, String> by = S3Process.environment(relay.url(), folder.resolve("home-" + name));
      CommandLineProcess process = start(by);
      process.awaitErr("checkpoint at step", 3);
      fault.on(relay, process);
      Finished finished = process.await();
      succeeded(finished);
      assertUntroubled();
      return finished;
    }
  }

  @FunctionalInterface
  private interface Fault {
    void on(FaultProxy relay, CommandLineProcess process) throws IOException;
  }

  @Test
  void connectionsThatBreakInMidUpload() throws IOException {
    Finished finished = through((relay, process) -> relay.resetUpstreamAfter(3_000, 12));
    assertThat(finished.err()).contains("trying again");
  }

  @Test
  void connectionsThatBreakInMidDownload() throws IOException {
    succeeded(start(environment).await());
    try (FaultProxy relay = new FaultProxy(server.url())) {
      relay.resetDownstreamAfter(2_000, 6);
      relay.onlyFor(".safetensors");
      Map<String, String> by = S3Process.environment(relay.url(), folder.resolve("home-" + name));
      Finished there =
          CommandLineProcess.start(
                  folder, by, "evaluate", "--run", run(), "--limit", "20", "--json")
              .await();
      Finished here = kakusan("evaluate", "--run", "whole", "--limit", "20", "--json");
      assertThat(there.exitCode()).as("%s", there).isZero();
      assertThat(there.out()).isEqualTo(here.out());
    }
  }

  @Test
  void stormsOfTooManyRequests() throws IOException {
    Finished finished =
        through(
            (relay, process) -> {
              relay.answerError(15, 503, "SlowDown");
              process.awaitErr("503", 2);
              relay.answerError(5, 429, "TooManyRequests");
            });
    assertThat(finished.err()).contains("trying again");
  }

  @Test
  void aBlackHole() throws IOException {
    through(
        (relay, process) -> {
          relay.blackHole();
          process.awaitErr("trying again", 2);
          relay.pass();
        });
  }

  @Test
  void aSecondTrainerIsTurnedAway() throws IOException {
    try (FaultProxy slow = new FaultProxy(server.url())) {
      slow.delay(Duration.ofMillis(20)); // so that the first is still at it
      Map<String, String> by = S3Process.environment(slow.url(), folder.resolve("home-" + name));
      CommandLineProcess first = start(by, "--lease", "4");
      first.awaitErr("checkpoint at step");
      Finished second = start(environment, "--lease", "4").await();
      assertThat(second.exitCode()).as("%s", second).isEqualTo(2);
      assertThat(second.errLines().get(second.errLines().size() - 1))
          .contains(run() + " is being written by process", "give another --run");
      succeeded(first.await());
      assertUntroubled();
    }
  }

  @Test
  void aTrainerThatSleptFindsItsRunTakenAndLeavesItAlone() {
    CommandLineProcess sleeper = start(environment, "--lease", "2");
    sleeper.awaitErr("checkpoint at step", 3);
    sleeper.signal("STOP");
    Finished next = start(environment, "--lease", "2").await();
    succeeded(next);
    assertThat(next.err()).contains("waiting up to 2 s to see whether it is alive");
    Path run = server.objects().resolve(name);
    Map<String, String> before = new HashMap<>(Folders.contents(run));
    sleeper.signal("CONT");
    Finished woken = sleeper.await();
    assertFailed(woken, "was taken over by");
    // A write that was under way may have come through, into a folder that no longer counts.
    Map<String, String> after = new HashMap<>(Folders.contents(run));
    after.keySet().retainAll(before.keySet());
    assertThat(after).isEqualTo(before);
    assertThat(kakusan("inspect", run()).out()).contains("[5600, 5700, 5800, 5900, 6000]");
    Map<String, String> weights =
        new HashMap<>(Folders.contents(run.resolve("checkpoints/step-00006000.1")));
    weights.keySet().removeIf(file -> !file.endsWith(".safetensors"));
    assertThat(weights).isEqualTo(untroubled);
  }
}
