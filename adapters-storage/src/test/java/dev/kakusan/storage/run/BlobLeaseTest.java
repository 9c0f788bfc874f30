package dev.kakusan.storage.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.FaultyStore;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.storage.NotTheWriterException;
import dev.kakusan.storage.StoreException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class BlobLeaseTest {

  private static final Duration LAPSE = Duration.ofMillis(600);

  private final MemoryBlobStore memory = new MemoryBlobStore();
  private final FaultyStore store = new FaultyStore(memory, (operation, key) -> {});
  private final List<String> notes = new ArrayList<>();

  private BlobLease take() throws IOException {
    return BlobLease.take(memory, LAPSE, notes::add);
  }

  /** A lease whose holder's process is no more, or lives on another machine. */
  private void leaseOf(String machine, long pid) throws IOException {
    LeaseOwner here = LeaseOwner.here(LAPSE.toMillis());
    LeaseOwner other =
        new LeaseOwner(
            "other",
            "elsewhere",
            machine.isEmpty() ? here.machine() : machine,
            pid,
            "1",
            "then",
            LAPSE.toMillis());
    memory.put(
        "lease/00000007.lease", SettingsYaml.write(other.toMap()).getBytes(StandardCharsets.UTF_8));
    memory.put("lease/00000007.beat", new byte[] {1});
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void givenBackItLeavesNothing() throws IOException {
    try (BlobLease lease = take()) {
      lease.requireHeld();
      assertThat(lease.contested()).isFalse();
      assertThat(memory.list("")).containsExactly("lease/00000001.beat", "lease/00000001.lease");
    }
    assertThat(memory.list("")).isEmpty();
    assertThat(notes).isEmpty();
  }

  @Test
  void aSecondTrainerIsToldWhoTrains() throws IOException {
    try (BlobLease lease = take()) {
      assertThatThrownBy(this::take)
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(
              "memory is being written by process " + ProcessHandle.current().pid())
          .hasMessageContaining("another --run");
      assertThat(notes).hasSize(1);
      lease.requireHeld();
    }
    take().close();
  }

  @Test
  void aHolderKnownToHaveEndedIsNotWaitedFor() throws IOException {
    leaseOf("", 1L << 40);
    try (BlobLease lease = take()) {
      assertThat(lease.contested()).isFalse();
      assertThat(notes).isEmpty();
      assertThat(memory.list("")).containsExactly("lease/00000008.beat", "lease/00000008.lease");
    }
  }

  @Test
  void aNumberThatAnotherProcessHasNowIsNoSignOfLife() throws IOException {
    leaseOf("", ProcessHandle.current().pid());
    try (BlobLease lease = take()) {
      assertThat(lease.contested()).isFalse();
    }
  }

  @Test
  void aHolderElsewhereThatIsSilentForTheLapseIsFollowed() throws IOException {
    leaseOf("another machine", 42);
    long start = System.nanoTime();
    try (BlobLease lease = take()) {
      assertThat(System.nanoTime() - start).isGreaterThan(LAPSE.toNanos());
      assertThat(lease.contested()).isTrue();
      assertThat(notes).singleElement().asString().contains("held by process 42 on elsewhere");
    }
  }

  /** As after a pause of its process: no beat for a while, and then everything goes on. */
  @Test
  void aHolderThatSleptLearnsThatItLostAndWritesNothing() throws IOException {
    BlobLease sleeper = BlobLease.take(store, LAPSE, notes::add);
    store.now(
        (operation, key) -> {
          throw new StoreException("asleep", new IOException());
        });
    try (BlobLease next = take()) {
      assertThat(next.contested()).isTrue();
      store.now((operation, key) -> {});
      assertThatThrownBy(sleeper::requireHeld)
          .isInstanceOf(NotTheWriterException.class)
          .hasMessageContaining("taken over by process");
      sleeper.close();
      next.requireHeld();
      assertThat(memory.list("lease/")).contains("lease/00000002.lease");
    }
  }

  @Test
  void aStoreOutOfReachForAWhileCostsNoLeaseThatNobodyTook() throws IOException {
    try (BlobLease lease = BlobLease.take(store, LAPSE, notes::add)) {
      store.now(
          (operation, key) -> {
            throw new StoreException("gone", new IOException());
          });
      sleep(LAPSE.multipliedBy(2));
      assertThatThrownBy(lease::requireHeld).isInstanceOf(StoreException.class);
      store.now((operation, key) -> {});
      lease.requireHeld();
    }
    assertThat(memory.list("")).isEmpty();
  }

  @Test
  void ofThoseThatRaceForItOneHoldsIt() throws Exception {
    int trainers = 6;
    ExecutorService threads = Executors.newFixedThreadPool(trainers);
    try {
      for (int round = 0; round < 5; round++) {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<BlobLease>> tries = new ArrayList<>();
        for (int i = 0; i < trainers; i++) {
          tries.add(
              threads.submit(
                  () -> {
                    start.await();
                    return BlobLease.take(memory, LAPSE, note -> {});
                  }));
        }
        start.countDown();
        List<BlobLease> winners = new ArrayList<>();
        for (Future<BlobLease> one : tries) {
          try {
            winners.add(one.get(30, TimeUnit.SECONDS));
          } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(InvalidInput.class);
          }
        }
        assertThat(winners).hasSize(1);
        winners.get(0).requireHeld();
        winners.get(0).close();
        assertThat(memory.list("")).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void aDamagedLeaseIsNamed() throws IOException {
    memory.put("lease/00000001.lease", "pid: x\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(this::take)
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("memory/lease/00000001.lease is damaged");
  }
}
