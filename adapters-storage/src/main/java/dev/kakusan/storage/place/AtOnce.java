package dev.kakusan.storage.place;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Does the same to many things elsewhere, several at a time, as each makes one wait. */
public final class AtOnce {

  private static final int MOST = 8;

  private @Nullable Throwable failure;
  private final List<Thread> threads = new ArrayList<>();

  private AtOnce() {}

  /** What is done to one of them. */
  @FunctionalInterface
  public interface Work<T> {
    void on(T item) throws IOException;
  }

  /**
   * When it returns, all are done; when it throws, the first failure, nothing is going on any more.
   */
  public static <T> void each(Collection<T> items, Work<T> work) throws IOException {
    Queue<T> left = new ConcurrentLinkedQueue<>(items);
    AtOnce group = new AtOnce();
    for (int i = 0; i < Math.min(MOST, items.size()); i++) {
      Thread thread = new Thread(() -> group.work(left, work), "kakusan-at-once");
      thread.setDaemon(true);
      group.threads.add(thread);
    }
    group.threads.forEach(Thread::start);
    group.await();
  }

  private <T> void work(Queue<T> left, Work<T> work) {
    for (T item = left.poll(); item != null; item = left.poll()) {
      try {
        work.on(item);
      } catch (Throwable e) { // told by the thread that waits
        left.clear();
        fail(e);
      }
    }
  }

  private synchronized void fail(Throwable e) {
    if (failure == null) {
      failure = e;
      threads.forEach(Thread::interrupt);
    }
  }

  private synchronized @Nullable Throwable failure() {
    return failure;
  }

  private void await() throws IOException {
    boolean interrupted = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
          fail(new InterruptedIOException("interrupted"));
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    Throwable first = failure();
    if (first instanceof IOException e) {
      throw e;
    }
    if (first instanceof RuntimeException e) {
      throw e;
    }
    if (first instanceof Error e) {
      throw e;
    }
  }
}
