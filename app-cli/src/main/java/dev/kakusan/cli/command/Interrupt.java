package dev.kakusan.cli.command;

import dev.kakusan.training.StopSignal;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM as a request: the JVM's shutdown waits until the work in hand is put away. The
 * exit code stays the signal's, 130 or 143.
 */
final class Interrupt implements StopSignal, AutoCloseable {

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "interrupt");
  private volatile boolean requested;

  Interrupt() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void stopAndWait() {
    requested = true;
    try {
      done.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean requested() {
    return requested;
  }

  /** Lets the JVM go. */
  @Override
  public void close() {
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The signal came between the two lines: the hook runs, and the latch frees it.
        requested = true;
      }
    }
    done.countDown();
  }
}
