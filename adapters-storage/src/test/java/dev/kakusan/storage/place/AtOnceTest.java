package dev.kakusan.storage.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class AtOnceTest {

  private static final List<Integer> MANY = IntStream.range(0, 1000).boxed().toList();

  @Test
  void allAreDone() throws IOException {
    Set<Integer> done = ConcurrentHashMap.newKeySet();
    AtOnce.each(MANY, done::add);
    assertThat(done).hasSameElementsAs(MANY);
    AtOnce.each(List.of(), item -> done.clear());
    assertThat(done).hasSize(1000);
  }

  @Test
  void eightRunSideBySide() throws IOException {
    CyclicBarrier eight = new CyclicBarrier(8);
    AtOnce.each(
        MANY.subList(0, 8),
        item -> {
          try {
            eight.await(10, TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
  }

  @Test
  void theFirstFailureEndsTheRest() {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch never = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                AtOnce.each(
                    MANY,
                    item -> {
                      if (begun.incrementAndGet() == 8) {
                        throw new IOException("the eighth");
                      }
                      try {
                        never.await();
                      } catch (InterruptedException e) {
                        throw new IOException("ended", e);
                      }
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("the eighth");
    assertThat(begun).hasValue(8);
  }

  @Test
  void whoWaitsMayBeInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                AtOnce.each(
                    MANY,
                    item -> {
                      try {
                        Thread.sleep(10_000);
                      } catch (InterruptedException e) {
                        throw new IOException("ended", e);
                      }
                    }))
        .isInstanceOf(InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
