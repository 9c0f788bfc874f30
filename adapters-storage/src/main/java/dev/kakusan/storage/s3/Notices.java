package dev.kakusan.storage.s3;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Lines for the user: one a second at most, for a store in trouble makes many. */
final class Notices {

  private static final long APART = TimeUnit.SECONDS.toNanos(1);

  private final Consumer<String> sink;
  private final AtomicLong last = new AtomicLong(System.nanoTime() - APART);

  Notices(Consumer<String> sink) {
    this.sink = sink;
  }

  void say(String line) {
    long before = last.get();
    long now = System.nanoTime();
    if (now - before >= APART && last.compareAndSet(before, now)) {
      sink.accept(line);
    }
  }
}
