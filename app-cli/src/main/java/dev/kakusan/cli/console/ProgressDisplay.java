package dev.kakusan.cli.console;

/**
 * Shows how far one long task has come. Cheap enough to be told of every step; it draws when it is
 * time to. Safe to use from several threads.
 */
public interface ProgressDisplay extends AutoCloseable {

  /** A total that is not known. */
  long UNKNOWN = -1;

  /**
   * So much is done.
   *
   * @param done counted from the task's beginning, never smaller than before
   * @param extra what else to show, as in {@code loss 0.031, 812 images/s}; may be empty
   */
  void step(long done, String extra);

  /** The total is another now, or {@link #UNKNOWN}. */
  void total(long total);

  /** A line for the person watching that stays, whatever is drawn around it. */
  void note(String line);

  /** Draws the last state; nothing is drawn after it. */
  @Override
  void close();
}
