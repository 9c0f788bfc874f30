package dev.kakusan.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConsoleTest {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);
  private final AtomicLong seconds = new AtomicLong(1_000);

  @Test
  void whereThereIsNoTerminalALineComesEveryTenSeconds() {
    try (ProgressDisplay display = console(false).start("train", 100, "steps")) {
      for (int step = 1; step <= 50; step++) {
        seconds.incrementAndGet();
        display.step(step, "loss 0.5");
      }
    }
    assertThat(lines())
        .containsExactly(
            "train: 1/100 steps (1 %), loss 0.5, 1 min 39 s left",
            "train: 11/100 steps (11 %), loss 0.5, 1 min 29 s left",
            "train: 21/100 steps (21 %), loss 0.5, 1 min 19 s left",
            "train: 31/100 steps (31 %), loss 0.5, 1 min 09 s left",
            "train: 41/100 steps (41 %), loss 0.5, 59 s left",
            "train: 50/100 steps (50 %), loss 0.5, 50 s left");
  }

  @Test
  void whatWasDoneBeforeSaysNothingAboutTheTimeLeft() {
    try (ProgressDisplay display = console(false).start("train", 900, 1000, "steps")) {
      seconds.addAndGet(10);
      display.step(950, "");
    }
    assertThat(lines()).containsExactly("train: 950/1000 steps (95 %), 10 s left");
  }

  /** The display begins with the first step that it is told of, so no time has passed then. */
  @Test
  void theTimeLeftIsUnknownUntilThereIsARate() {
    try (ProgressDisplay display = console(false).start("evaluate", 5376, "terms")) {
      display.step(21, "");
      seconds.addAndGet(10);
      display.step(2688, "");
    }
    assertThat(lines())
        .containsExactly(
            "evaluate: 21/5376 terms (0 %)", "evaluate: 2688/5376 terms (50 %), 10 s left");
  }

  @Test
  void aTotalMayBeUnknownAndChange() {
    try (ProgressDisplay display = console(false).start("read", ProgressDisplay.UNKNOWN, "files")) {
      seconds.addAndGet(20);
      display.step(10, "");
      display.note("half of them are digits");
      display.total(40);
      seconds.addAndGet(20);
      display.step(20, "");
      seconds.addAndGet(40);
      display.step(40, "");
    }
    assertThat(lines())
        .containsExactly(
            "read: 10 files, 20 s",
            "half of them are digits",
            "read: 20/40 files (50 %), 40 s left",
            "read: 40/40 files (100 %), 1 min 20 s");
  }

  @Test
  void aTaskOfNoStepsSaysNothing() {
    console(false).start("train", 100, "steps").close();
    assertThat(lines()).isEmpty();
  }

  @Test
  void onATerminalABarIsDrawnOverAndNotesStandAboveIt() {
    try (ProgressDisplay display = console(true).start("train", 200, "steps")) {
      display.step(50, "loss 0.25");
      display.note("checkpoint at step 50");
      display.step(200, "loss 0.125");
    }
    String shown = bytes.toString(StandardCharsets.UTF_8);
    assertThat(shown).contains("\r\u001b[Kcheckpoint at step 50" + System.lineSeparator());
    assertThat(shown).endsWith(System.lineSeparator());
    String last = shown.substring(shown.lastIndexOf('\r')).strip();
    assertThat(last).contains("train", "100%", "200/200 steps", "loss 0.125");
    for (String drawn : shown.split("\r", -1)) {
      assertThat(drawn.replace("\u001b[K", "").strip()).hasSizeLessThan(100);
    }
  }

  @Test
  void aBarMayHaveNoTotal() {
    try (ProgressDisplay display = console(true).start("read", ProgressDisplay.UNKNOWN, "files")) {
      display.step(7, "");
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("7/? files");
  }

  private Console console(boolean terminal) {
    return new Console(err, terminal, 100, () -> seconds.get() * 1_000_000_000L);
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
