package dev.kakusan.djl;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does one thing at a time. Whoever waits, this one for work or the other for its
 * end, first stays awake for a moment, since the parts of a training step follow each other
 * closely; it lets others have the processor meanwhile.
 */
final class CrewMember implements AutoCloseable {

  /** How long to stay awake: longer than what lies between two passes of a small step. */
  private static final long AWAKE_NANOS = 500_000;

  private final Thread thread;
  private final AtomicReference<@Nullable Runnable> work = new AtomicReference<>();
  private volatile @Nullable Thread waiting;
  private volatile boolean closed;

  CrewMember(String name) {
    this.thread = new Thread(this::loop, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Hands over work, which does not throw; {@link #awaitIdle} before the next. */
  void take(Runnable next) {
    if (!work.compareAndSet(null, next)) {
      throw new IllegalStateException("still at work");
    }
    LockSupport.unpark(thread);
  }

  /** Waits until the work is done; an interrupt is kept for later. */
  void awaitIdle() {
    waiting = Thread.currentThread();
    await(() -> work.get() == null);
    waiting = null;
  }

  private void loop() {
    while (true) {
      await(() -> closed || work.get() != null);
      Runnable next = work.get();
      if (next == null) {
        return;
      }
      next.run();
      work.set(null);
      LockSupport.unpark(waiting);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // yielding costs others nothing; nothing hangs on it
  private void await(BooleanSupplier done) {
    long until = System.nanoTime() + AWAKE_NANOS;
    boolean interrupted = false;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() < until) {
        Thread.yield();
      } else {
        LockSupport.park(this);
        interrupted |= Thread.interrupted(); // else park would not wait
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the thread once it is idle. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
