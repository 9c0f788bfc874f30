package dev.kakusan.djl;

import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/**
 * Threads that work on the parts of a batch side by side, each with operations of one thread. That
 * keeps every processor busy through a whole pass. Threads within each operation meet at its end,
 * hundreds of times a step, and to wake one that waits costs more than a small operation takes,
 * above all in a virtual machine.
 */
final class Crew implements AutoCloseable {

  private final int size;
  private final ExecutorService threads;

  /**
   * @param size how many threads, at least 1
   */
  Crew(int size) {
    this.size = size;
    this.threads = Executors.newFixedThreadPool(size, Crew::member);
  }

  private static Thread member(Runnable work) {
    Thread thread = new Thread(work, "kakusan-crew");
    thread.setDaemon(true);
    return thread;
  }

  int size() {
    return size;
  }

  /**
   * The results of {@code work} for 0..parts−1, in that order, gradients recorded or not. Returns
   * when every part has ended, also where one fails.
   */
  <T> List<T> each(int parts, boolean recording, IntFunction<T> work) {
    List<Callable<T>> calls = new ArrayList<>();
    for (int k = 0; k < parts; k++) {
      int part = k;
      calls.add(
          () -> {
            JniUtils.setNumThreads(1); // of this thread's operations
            JniUtils.setGradMode(recording);
            return work.apply(part);
          });
    }
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(calls)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while parts of a batch were computed", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
