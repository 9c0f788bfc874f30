package dev.kakusan.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kakusan.it.CommandLineProcess.Finished;
import dev.kakusan.storage.s3.FaultProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments of training and saving, again and again: each time the same
 * command goes on, and at the end the weights are those of a run that nobody killed.
 */
final class KillIT {

  private static final long SEED = 20_261_124;

  @TempDir Path folder;

  @BeforeEach
  void killIsHere() {
    assumeTrue(
        CommandLineProcess.worksHere("kill", "-0", "" + ProcessHandle.current().pid()),
        "no kill command here");
  }

  private static List<String> train(String run, int steps) {
    List<String> line = new ArrayList<>(List.of("train", "--run", run, "--data", "builtin:moons"));
    line.addAll(List.of("--backend", "reference", "--network", "mlp", "--hidden", "16"));
    line.addAll(List.of("--batch-size", "16", "--timesteps", "20", "--steps", "" + steps));
    line.addAll(List.of("--checkpoint-every", "25", "--keep", "4", "--log-every", "25"));
    return line;
  }

  private Finished run(Map<String, String> environment, List<String> line) {
    return CommandLineProcess.start(folder, environment, line.toArray(String[]::new)).await();
  }

  private void killed(int kills, int steps, Map<String, String> environment, List<String> line) {
    Random random = new Random(SEED);
    for (int kill = 0; kill < kills; kill++) {
      CommandLineProcess process =
          CommandLineProcess.start(folder, environment, line.toArray(String[]::new));
      int saves = random.nextInt(6);
      if (saves == 0) {
        process.awaitErr("into ");
        CommandLineProcess.pause(random.nextInt(60));
      } else {
        process.awaitErr("checkpoint at step", saves);
        CommandLineProcess.pause(random.nextInt(25));
      }
      process.signal("KILL");
      Finished dead = process.await();
      assertThat(dead.exitCode()).as("kill %d: %s", kill, dead).isEqualTo(137);
    }
    Finished last = run(environment, line);
    assertThat(last.exitCode()).as("%s", last).isZero();
    assertThat(last.err()).contains("resuming after step");
    assertThat(last.out()).contains("trained after " + String.format("%,d", steps) + " steps");
  }

  private void assertSame(Path run, int steps) {
    Finished whole = run(Map.of(), train("whole", steps));
    assertThat(whole.exitCode()).as("%s", whole).isZero();
    assertThat(Runs.weights(run, steps)).isEqualTo(Runs.weights(folder.resolve("whole"), steps));
    assertThat(Runs.loggedSteps(run))
        .isEqualTo(Runs.loggedSteps(folder.resolve("whole")))
        .hasSize(steps / 25);
    // Nothing is left of what was killed.
    assertThat(Folders.names(run)).isEqualTo(Folders.names(folder.resolve("whole")));
  }

  @Test
  void fiftyTimesOnAFileSystem() {
    int steps = 20_000;
    killed(50, steps, Map.of(), train("killed", steps));
    assertSame(folder.resolve("killed"), steps);
  }

  @Test
  void fifteenTimesOnASlowS3Server() throws IOException {
    int steps = 4_000;
    try (S3Process server = new S3Process(folder);
        FaultProxy slow = new FaultProxy(server.url())) {
      slow.delay(Duration.ofMillis(5));
      Map<String, String> environment = S3Process.environment(slow.url(), folder);
      killed(15, steps, environment, train("s3://bucket/killed", steps));
      assertSame(server.objects().resolve("killed"), steps);
    }
  }
}
