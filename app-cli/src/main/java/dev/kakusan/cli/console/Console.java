package dev.kakusan.cli.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/**
 * Where progress and notes go: a bar that moves on a terminal, and a line now and then elsewhere.
 * Results do not belong here but on standard output.
 */
public final class Console {

  private static final int USUAL_COLUMNS = 80;

  private final PrintStream err;
  private final boolean terminal;
  private final int columns;
  private final LongSupplier nanoTime;

  /**
   * @param terminal whether {@code err} understands carriage returns and the sequence that clears a
   *     line
   * @param columns the terminal's width in characters
   * @param nanoTime a clock such as {@link System#nanoTime}
   */
  public Console(PrintStream err, boolean terminal, int columns, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.columns = columns;
    this.nanoTime = nanoTime;
  }

  /**
   * Standard error. Java cannot tell whether that is a terminal, so the launcher does, through the
   * properties {@code kakusan.terminal} and {@code kakusan.columns}.
   */
  public static Console standard() {
    int columns = Integer.getInteger("kakusan.columns", USUAL_COLUMNS);
    return new Console(
        System.err,
        Boolean.getBoolean("kakusan.terminal"),
        columns > 0 ? columns : USUAL_COLUMNS,
        System::nanoTime);
  }

  /** A line for the person watching; with a display under way, tell the display instead. */
  public void note(String line) {
    err.println(line);
  }

  /** A display of a task that begins at 0; see {@link #start(String, long, long, String)}. */
  public ProgressDisplay start(String task, long total, String unit) {
    return start(task, 0, total, unit);
  }

  /**
   * A display of a task.
   *
   * @param done what was done before, which says nothing about the speed of now
   * @param total at which the task ends, or {@link ProgressDisplay#UNKNOWN}
   * @param unit of both, in the plural, as in {@code steps}
   */
  public ProgressDisplay start(String task, long done, long total, String unit) {
    return terminal
        ? new BarDisplay(err, columns, task, done, total, unit)
        : new LineDisplay(err, nanoTime, task, done, total, unit);
  }
}
