package dev.kakusan.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar that is drawn over and over on a terminal's last line. */
final class BarDisplay implements ProgressDisplay {

  private static final int UPDATE_MILLIS = 250;

  private final TerminalLine line;
  private final ProgressBar bar;

  BarDisplay(PrintStream err, int columns, String task, long done, long total, String unit) {
    line = new TerminalLine(err, columns);
    bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(total)
            .startsFrom(done, Duration.ZERO)
            .setUnit(" " + unit, 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(UPDATE_MILLIS)
            .setConsumer(line)
            .build();
  }

  @Override
  public void step(long done, String extra) {
    bar.setExtraMessage(extra);
    bar.stepTo(done);
  }

  @Override
  public void total(long total) {
    bar.maxHint(total);
  }

  @Override
  public void note(String text) {
    line.above(text);
  }

  @Override
  public void close() {
    bar.close();
    line.close(); // a bar closed before its first drawing forgets to
  }

  /** The line that the bar is drawn on; notes push it down. */
  private static final class TerminalLine implements ProgressBarConsumer {

    private static final String CLEARED = "\r\u001b[K";

    private final PrintStream err;
    private final int columns;
    private String drawn = "";
    private boolean closed;

    TerminalLine(PrintStream err, int columns) {
      this.err = err;
      this.columns = columns;
    }

    /** One less than there is: a character in the last column makes some terminals wrap. */
    @Override
    public int getMaxRenderedLength() {
      return columns - 1;
    }

    @Override
    public synchronized void accept(String text) {
      if (!closed) {
        drawn = text.stripTrailing();
        err.print(CLEARED + drawn);
        err.flush();
      }
    }

    synchronized void above(String text) {
      err.print((closed ? "" : CLEARED) + text + System.lineSeparator() + (closed ? "" : drawn));
      err.flush();
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        err.println();
      }
    }
  }
}
