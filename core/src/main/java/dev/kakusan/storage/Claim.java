package dev.kakusan.storage;

import java.io.IOException;

/** The right to write a run, which one process has at a time. */
public interface Claim extends AutoCloseable {

  /** For a run that nobody else can reach. */
  Claim UNDISPUTED =
      new Claim() {
        @Override
        public void requireHeld() {}

        @Override
        public boolean contested() {
          return false;
        }

        @Override
        public void close() {}
      };

  /**
   * Checks that the right is still this process's.
   *
   * @throws NotTheWriterException where another process has it now
   */
  void requireHeld() throws IOException;

  /**
   * Whether the process that had the right before only fell silent: it may wake, believing that it
   * has it still, and finish a write that it was about to make.
   */
  boolean contested();

  /** Gives the right back; where that fails it lapses by itself. */
  @Override
  void close();
}
