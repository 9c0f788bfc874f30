package dev.kakusan.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * {@code kakusan ARGS} in a process of its own: the launcher's flags and environment, the class
 * path of the tests. What it writes goes to files, so it can be read while the process runs.
 */
final class CommandLineProcess {

  private static final long LIMIT_SECONDS = 120;

  /** The launcher's, and the quick compiler: these processes are short. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:MaxRAMPercentage=50",
          "-XX:TieredStopAtLevel=1",
          "-Xshare:auto",
          "-Dai.djl.offline=true",
          "-Djava.awt.headless=true");

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "MALLOC_ARENA_MAX", "1",
          "MALLOC_TRIM_THRESHOLD_", "4294967296",
          "MALLOC_MMAP_THRESHOLD_", "1073741824",
          "OMP_WAIT_POLICY", "PASSIVE");

  private static final boolean RESETS_SIGNALS = worksHere("env", "--default-signal=INT", "true");

  private final Process process;
  private final String command;
  private final Path out;
  private final Path err;

  private CommandLineProcess(Process process, String command, Path out, Path err) {
    this.process = process;
    this.command = command;
    this.out = out;
    this.err = err;
  }

  /** What a process left: its exit code, as a shell tells it, and what it wrote. */
  record Finished(String command, int exitCode, String out, String err) {

    List<String> errLines() {
      return err.lines().toList();
    }

    @Override
    public String toString() {
      return command + "\nexit code " + exitCode + "\n--- out\n" + out + "--- err\n" + err;
    }
  }

  /** Runs to the end. */
  static Finished kakusan(Path folder, String... arguments) {
    return start(folder, arguments).await();
  }

  /** Runs to the end, which must be a good one. */
  static Finished succeeds(Path folder, String... arguments) {
    Finished finished = kakusan(folder, arguments);
    if (finished.exitCode() != 0) {
      throw new AssertionError("should have succeeded: " + finished);
    }
    return finished;
  }

  /** Starts in a folder, where relative locations begin. */
  static CommandLineProcess start(Path folder, String... arguments) {
    return start(folder, Map.of(), arguments);
  }

  /** The same with some variables of the environment. */
  static CommandLineProcess start(
      Path folder, Map<String, String> environment, String... arguments) {
    List<String> line = new ArrayList<>();
    if (RESETS_SIGNALS) {
      line.addAll(List.of("env", "--default-signal=INT")); // a build in the background ignores it
    }
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(FLAGS);
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.kakusan.cli.Main"));
    line.addAll(List.of(arguments));
    try {
      Path out = Files.createTempFile("kakusan", ".out");
      Path err = Files.createTempFile("kakusan", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
      builder.environment().putAll(ENVIRONMENT);
      builder.environment().putAll(environment);
      builder.environment().keySet().removeIf(name -> name.startsWith("JAVA_TOOL_OPTIONS"));
      Process process = builder.start();
      process.getOutputStream().close();
      String command = "kakusan " + String.join(" ", arguments);
      return new CommandLineProcess(process, command, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until standard error holds a text. */
  void awaitErr(String text) {
    awaitErr(text, 1);
  }

  /** Waits until standard error holds a text so many times. */
  void awaitErr(String text, int times) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (read(err).split(Pattern.quote(text), -1).length <= times) {
      if (!process.isAlive() || System.nanoTime() > end) {
        process.destroyForcibly();
        throw new AssertionError("never said '" + text + "': " + command + "\n" + read(err));
      }
      pause(10);
    }
  }

  /** Sends a signal: INT is what Ctrl-C sends. */
  void signal(String name) {
    if (!worksHere("kill", "-" + name, Long.toString(process.pid()))) {
      throw new AssertionError("cannot send " + name + " to " + command);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Waits for the end; a process that takes too long is killed and fails the test. */
  Finished await() {
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            command + " took more than " + LIMIT_SECONDS + " s\n" + read(out) + read(err));
      }
      Finished finished = new Finished(command, process.exitValue(), read(out), read(err));
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
      return finished;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Whether a tool is here and ends well. */
  static boolean worksHere(String... tool) {
    try {
      Process process =
          new ProcessBuilder(tool)
              .redirectErrorStream(true)
              .redirectOutput(Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
