package dev.kakusan.storage.run;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Does to every entry of a map, at the same time, what takes its time elsewhere. */
final class SideBySide {

  private SideBySide() {}

  /** What is done to one entry. */
  @FunctionalInterface
  interface Work<K, V, R> {
    R of(K key, V value) throws IOException;
  }

  /** The results, in the order of the entries; when it returns or throws, all have ended. */
  static <K, V, R> Map<K, R> map(Map<K, V> entries, Work<K, V, R> work) throws IOException {
    ExecutorService threads = Executors.newFixedThreadPool(entries.size(), SideBySide::thread);
    try {
      Map<K, Future<R>> running = new LinkedHashMap<>();
      entries.forEach((k, v) -> running.put(k, threads.submit(() -> work.of(k, v))));
      Map<K, R> results = new LinkedHashMap<>();
      IOException failure = null;
      for (Map.Entry<K, Future<R>> entry : running.entrySet()) {
        try {
          results.put(entry.getKey(), entry.getValue().get());
        } catch (ExecutionException e) {
          failure = worse(failure, e.getCause());
        }
      }
      if (failure != null) {
        throw failure;
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while " + entries.keySet() + " were stored");
    } finally {
      threads.shutdownNow();
    }
  }

  private static IOException worse(@Nullable IOException before, @Nullable Throwable cause) {
    if (cause instanceof IOException failure) {
      if (before != null) {
        failure.addSuppressed(before);
      }
      return failure;
    }
    if (cause instanceof RuntimeException bug) {
      throw bug;
    }
    throw new IllegalStateException(cause);
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "kakusan-store");
    thread.setDaemon(true);
    return thread;
  }
}
