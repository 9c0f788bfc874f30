package dev.kakusan.cli.console;

public final class ProgressDisplay implements AutoCloseable {
  private long at;

  public static ProgressDisplay start(String task, long total, String unit) {
    return new ProgressDisplay();
  }

  public void step(long done, String extra) {
    long now = System.nanoTime();
    if (now - at > 2_000_000_000L) {
      at = now;
      System.err.println(done + " " + extra);
    }
  }

  public void note(String line) {
    System.err.println(line);
  }

  @Override
  public void close() {}
}
