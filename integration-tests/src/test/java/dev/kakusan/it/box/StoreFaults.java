package dev.kakusan.it.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.StoreException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store is as good as its server: late is no failure, silence is not waited out for ever. */
interface StoreFaults {

  /** Of the server's silence. Long beside what an answer takes on a busy machine. */
  Duration TIMEOUT = Duration.ofSeconds(2);

  /** More than the faults here last, whatever the random pauses between attempts come to. */
  int PERSISTENT = 30;

  S3Server server();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Does it a while from now, on another thread. */
  private static CompletableFuture<Void> in(Duration delay, Runnable action) {
    return CompletableFuture.runAsync(
        action, CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Test
  @Timeout(120)
  default void aPutDuringAPauseLongerThanTheTimeOutIsDoneAfterIt() throws Exception {
    try (Stores stores = new Stores(server(), TIMEOUT, PERSISTENT)) {
      BlobStore store = stores.empty();
      store.put("k", bytes("before"));
      server().pause();
      CompletableFuture<Void> goingOn = in(TIMEOUT.multipliedBy(2), server()::unpause);
      store.put("k", bytes("after"));
      goingOn.join();
      assertThat(store.get("k")).isEqualTo(bytes("after"));
      assertThat(stores.notices()).isNotEmpty().allMatch(n -> n.contains("trying again"));
    }
  }

  @Test
  @Timeout(120)
  default void putIfAbsentDuringAPauseKnowsItsOwnBytes() throws Exception {
    try (Stores stores = new Stores(server(), TIMEOUT, PERSISTENT)) {
      BlobStore store = stores.empty();
      store.put("k", bytes("before"));
      server().pause();
      CompletableFuture<Void> goingOn = in(TIMEOUT.multipliedBy(2), server()::unpause);
      // The first attempt may be done when the server goes on, and the second is then refused.
      assertThat(store.putIfAbsent("new", bytes("mine"))).isTrue();
      goingOn.join();
      assertThat(store.putIfAbsent("new", bytes("other"))).isFalse();
      assertThat(store.get("new")).isEqualTo(bytes("mine"));
    }
  }

  @Test
  @Timeout(120)
  default void silenceWithoutEndIsAFailureThatNamesTheKey() throws Exception {
    try (Stores stores = new Stores(server(), TIMEOUT, 2)) {
      BlobStore store = stores.empty();
      store.put("k", bytes("before"));
      server().pause();
      try {
        assertThatThrownBy(() -> store.put("k", bytes("after")))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("/some/prefix/k");
        assertThatThrownBy(() -> store.get("k")).isInstanceOf(StoreException.class);
      } finally {
        server().unpause();
      }
    }
  }

  @Test
  @Timeout(120)
  default void aReadInAPauseIsDoneAfterIt() throws Exception {
    byte[] large = new byte[8_000_000]; // more than the buffers between here and there hold
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 + (i >> 8));
    }
    try (Stores stores = new Stores(server(), TIMEOUT, PERSISTENT)) {
      BlobStore store = stores.empty();
      store.put("large", large);
      try (var in = store.open("large", 0)) {
        byte[] first = in.readNBytes(1_000);
        server().pause();
        CompletableFuture<Void> goingOn = in(TIMEOUT.multipliedBy(2), server()::unpause);
        byte[] rest = in.readAllBytes();
        goingOn.join();
        assertThat(first).isEqualTo(Arrays.copyOf(large, 1_000));
        assertThat(rest).isEqualTo(Arrays.copyOfRange(large, 1_000, large.length));
      }
    }
  }

  @Test
  @Timeout(120)
  default void aKilledServerIsAFailureAndNotInput() throws Exception {
    try (Stores stores = new Stores(server(), TIMEOUT, 3)) {
      BlobStore store = stores.empty();
      store.put("k", bytes("before"));
      server().kill();
      try {
        assertThatThrownBy(() -> store.get("k"))
            .isInstanceOf(StoreException.class)
            .hasMessageContaining("3 attempts");
      } finally {
        server().restart();
      }
    }
  }
}
