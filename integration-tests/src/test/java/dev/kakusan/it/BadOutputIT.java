package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.kakusan;
import static dev.kakusan.it.CommandLineProcess.succeeds;
import static dev.kakusan.it.Refusals.assertFailed;
import static dev.kakusan.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kakusan.it.CommandLineProcess.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Places that take nothing, disks that fill up, and losses that are no numbers. */
final class BadOutputIT {

  @TempDir Path folder;

  @BeforeEach
  void data() {
    SmallData.csv(folder.resolve("small.csv"), 120);
  }

  private String[] train(String run, String options) {
    List<String> line = new ArrayList<>(List.of("train", "--run", run));
    line.addAll(List.of("--data", "small.csv" + SmallData.CSV_OPTIONS));
    line.addAll(List.of(options.split(" ", -1)));
    return line.toArray(String[]::new);
  }

  @Test
  void aPlaceThatTakesNoRun() {
    String plan = "--preset tiny --steps 3";
    List<String> before = Folders.names(folder);
    assertRefused(
        kakusan(folder, train("small.csv/run", plan)), "small.csv/run", "Not a directory");
    if (Files.isDirectory(Path.of("/proc/self"))) {
      assertRefused(kakusan(folder, train("/proc/run", plan)), "/proc/run");
      assertRefused(kakusan(folder, train("/dev/null", plan)), "/dev/null is a file");
    }
    assertThat(Folders.names(folder)).isEqualTo(before);
  }

  @Test
  void aPlaceThatTakesNoSamples() {
    succeeds(
        folder, train("R", "--backend reference --network mlp --hidden 8 --timesteps 5 --steps 2"));
    List<String> before = Folders.names(folder);
    for (String out : List.of("small.csv/a.png", "small.csv/a.npy", "small.csv/b/", "R", "R/")) {
      assertRefused(
          kakusan(folder, "sample", "--run", "R", "--out", out), out.replaceFirst("/$", ""));
    }
    if (Files.isDirectory(Path.of("/proc/self"))) {
      assertRefused(kakusan(folder, "sample", "--run", "R", "--out", "/proc/a.png"), "/proc");
      assertRefused(kakusan(folder, "diffuse", "--out", "/proc/a.png"), "/proc");
    }
    assertThat(Folders.names(folder)).isEqualTo(before);
  }

  @Test
  void aDiskThatFillsUpLeavesTheLastCheckpointWhole() throws IOException {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(
        CommandLineProcess.worksHere("mount", "-t", "tmpfs", "-o", "size=600k", "none", disk + ""),
        "only root can mount a small disk");
    try {
      // 64 + 64 + 17,000 weights or so, in doubles, with an average and two moments: 550 kB a
      // checkpoint, so that the second one does not fit.
      String[] line =
          train(
              "disk/run",
              "--backend reference --network mlp --hidden 64 --timesteps 10 --rate-schedule constant"
                  + " --steps 20 --checkpoint-every 5");
      Finished full = kakusan(folder, line);
      assertFailed(
          full, "disk/run/checkpoints/step-00000010", "safetensors: No space left on device");
      Path run = disk.resolve("run");
      Map<String, String> first = Runs.weights(run, 5);
      assertThat(Folders.names(run.resolve("checkpoints"))).hasSize(4);

      CommandLineProcess.worksHere("mount", "-o", "remount,size=8m", disk.toString());
      Finished after = kakusan(folder, line);
      assertThat(after.exitCode()).as("%s", after).isZero();
      assertThat(after.err()).contains("resuming after step 5");
      assertThat(Runs.weights(run, 5)).isEqualTo(first);
      assertThat(Runs.loggedSteps(run)).doesNotHaveDuplicates().isSorted().contains(20L);
    } finally {
      CommandLineProcess.worksHere("umount", disk.toString());
    }
  }

  @Test
  void aFullDiskForSamplesIsAFailureThatNamesTheFile() throws IOException {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    assumeTrue(
        CommandLineProcess.worksHere("mount", "-t", "tmpfs", "-o", "size=16k", "none", disk + ""),
        "only root can mount a small disk");
    try {
      succeeds(
          folder,
          train("R", "--backend reference --network mlp --hidden 8 --timesteps 5 --steps 2"));
      for (String name : List.of("a.npy", "many/")) {
        assertFailed(
            kakusan(folder, "sample", "--run", "R", "--count", "2000", "--out", "disk/" + name),
            "disk/" + name.replace("/", ""),
            "No space left on device");
        assertThat(Folders.names(disk)).as(name).isEmpty();
      }
    } finally {
      CommandLineProcess.worksHere("umount", disk.toString());
    }
  }

  @Test
  void aLossThatIsNoNumberStopsTheRun() {
    for (String backend : List.of("djl --threads 1", "reference")) {
      String run = "wild-" + backend.substring(0, 3);
      Finished wild =
          kakusan(
              folder,
              train(
                  run,
                  "--network mlp --hidden 16 --timesteps 10 --steps 50 --checkpoint-every 1"
                      + " --learning-rate 1e300 --clip-norm inf --backend "
                      + backend));
      assertFailed(
          wild, "the loss became", "learning rate", "last good checkpoint is that of step");
      int last = Folders.names(folder.resolve(run).resolve("checkpoints")).size() / 4;
      assertThat(wild.err())
          .contains("at step " + (last + 1), "last good checkpoint is that of step " + last);
      assertThat(Runs.loggedSteps(folder.resolve(run))).isSorted().endsWith((long) last);
    }
  }

  @Test
  void aLossThatIsNoNumberBeforeTheFirstCheckpointSaysSo() {
    Finished wild =
        kakusan(
            folder, train("R", "--preset tiny --threads 1 --learning-rate 1e30 --clip-norm inf"));
    assertFailed(wild, "the loss became", "no checkpoint had been written");
    assertThat(Folders.names(folder.resolve("R"))).noneMatch(name -> name.contains("checkpoint"));
  }
}
