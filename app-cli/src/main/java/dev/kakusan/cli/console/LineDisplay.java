package dev.kakusan.cli.console;

import java.io.PrintStream;
import java.util.function.LongSupplier;

/** Progress as plain lines, for logs: the first step, then one every ten seconds, and the last. */
final class LineDisplay implements ProgressDisplay {

  private static final long PERIOD_NANOS = 10_000_000_000L;

  /** Seconds before which a step done says nothing about the speed of the others. */
  private static final double LEAST_FOR_A_RATE = 0.5;

  private final PrintStream err;
  private final LongSupplier nanoTime;
  private final String task;
  private final String unit;
  private final long startDone;
  private final long startNanos;
  private long total;
  private long done;
  private String extra = "";
  private long shownNanos;
  private long shownDone;

  LineDisplay(
      PrintStream err, LongSupplier nanoTime, String task, long done, long total, String unit) {
    this.err = err;
    this.nanoTime = nanoTime;
    this.task = task;
    this.unit = unit;
    this.total = total;
    this.done = done;
    this.startDone = done;
    this.startNanos = nanoTime.getAsLong();
    this.shownDone = done;
    this.shownNanos = startNanos - PERIOD_NANOS;
  }

  @Override
  public synchronized void step(long done, String extra) {
    this.done = done;
    this.extra = extra;
    long now = nanoTime.getAsLong();
    if (now - shownNanos >= PERIOD_NANOS) {
      show(now);
    }
  }

  @Override
  public synchronized void total(long total) {
    this.total = total;
  }

  @Override
  public synchronized void note(String line) {
    err.println(line);
  }

  @Override
  public synchronized void close() {
    if (done != shownDone) {
      show(nanoTime.getAsLong());
    }
  }

  private void show(long now) {
    StringBuilder line = new StringBuilder(task).append(": ").append(done);
    if (total > 0) {
      line.append('/').append(total);
    }
    line.append(' ').append(unit);
    if (total > 0) {
      line.append(" (").append(100 * done / total).append(" %)");
    }
    if (!extra.isEmpty()) {
      line.append(", ").append(extra);
    }
    double elapsed = (now - startNanos) / 1e9;
    if (total > done) {
      if (elapsed >= LEAST_FOR_A_RATE && done > startDone) {
        double left = elapsed / (done - startDone) * (total - done);
        line.append(", ").append(Durations.format(left)).append(" left");
      }
    } else if (done > startDone) {
      line.append(", ").append(Durations.format(elapsed));
    }
    err.println(line);
    shownNanos = now;
    shownDone = done;
  }
}
