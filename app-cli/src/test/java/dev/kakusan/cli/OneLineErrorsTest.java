package dev.kakusan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.InvalidInput;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class OneLineErrorsTest {

  private final StringWriter err = new StringWriter();

  @Test
  void whatAUserGaveWronglyIsExitCode2() {
    assertThat(executed(new InvalidInput("T must be at least 1, got 0"))).isEqualTo(2);
    assertThat(err).hasToString("kakusan: T must be at least 1, got 0" + System.lineSeparator());
  }

  @Test
  void aMessageOfSeveralLinesBecomesOne() {
    assertThat(executed(new InvalidInput("bad YAML\n  at line 3\n"))).isEqualTo(2);
    assertThat(err).hasToString("kakusan: bad YAML at line 3" + System.lineSeparator());
  }

  @Test
  void aDiskThatFailsIsExitCode1() {
    IOException full = new IOException("No space left on device");
    assertThat(executed(new UncheckedIOException("could not write a.png: disk full", full)))
        .isEqualTo(1);
    assertThat(executed(new UncheckedIOException(full))).isEqualTo(1);
    assertThat(executed(new UncheckedIOException(new NoSuchFileException("/x/y")))).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "kakusan: could not write a.png: disk full",
            "kakusan: No space left on device",
            "kakusan: NoSuchFileException: /x/y");
  }

  @Test
  void whatNobodyForesawShowsItsStack() {
    assertThat(executed(new IllegalStateException("a bug"))).isEqualTo(1);
    assertThat(err.toString()).contains("please report", "IllegalStateException: a bug", "\tat ");
  }

  @Test
  void anUnknownOptionIsOneLineWithASuggestion() {
    CommandLine line = commandLine(new Throwing(new InvalidInput("unused")));
    assertThat(line.execute("--counts", "3")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    assertThat(err.toString()).contains("--counts", "did you mean --count");
    assertThat(line.execute("--count", "many")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(2);
    assertThat(err.toString()).contains("--count", "many");
  }

  @Test
  void theTopLevelCommandWantsACommand() {
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err, true));
    assertThat(line.execute()).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(1);
    StringWriter out = new StringWriter();
    assertThat(line.setOut(new PrintWriter(out, true)).execute("--help")).isZero();
    assertThat(out.toString()).contains("kakusan train", "Exit codes");
    assertThat(out.toString().lines()).allSatisfy(l -> assertThat(l).hasSizeLessThan(80));
  }

  private int executed(RuntimeException thrown) {
    return commandLine(new Throwing(thrown)).execute();
  }

  private CommandLine commandLine(Object command) {
    OneLineErrors errors = new OneLineErrors();
    return new CommandLine(command)
        .setErr(new PrintWriter(err, true))
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  @Command(name = "throwing")
  static final class Throwing implements Runnable {

    private final RuntimeException thrown;

    Throwing(RuntimeException thrown) {
      this.thrown = thrown;
    }

    @Option(names = "--count")
    void setCount(int count) {
      assertThat(count).isNotNegative();
    }

    @Override
    public void run() {
      throw thrown;
    }
  }
}
