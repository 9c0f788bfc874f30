package dev.kakusan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every blob store is held to. */
public interface BlobStoreContract {

  /** An empty store. */
  BlobStore store();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  default void whatWasPutIsGot() throws IOException {
    store().put("a/b.txt", bytes("one"));
    assertThat(store().get("a/b.txt")).isEqualTo(bytes("one"));
    assertThat(store().exists("a/b.txt")).isTrue();
    assertThat(store().exists("a")).isFalse();
  }

  @Test
  default void aPutReplacesAll() throws IOException {
    store().put("k", bytes("a longer text"));
    store().put("k", bytes("short"));
    assertThat(store().get("k")).isEqualTo(bytes("short"));
    store().put("k", new byte[0]);
    assertThat(store().get("k")).isEmpty();
  }

  @Test
  default void theCallersArrayIsItsOwn() throws IOException {
    byte[] mine = bytes("mine");
    store().put("k", mine);
    mine[0] = 'X';
    store().get("k")[1] = 'Y';
    assertThat(store().get("k")).isEqualTo(bytes("mine"));
  }

  @Test
  default void whatIsMissingIsNamed() {
    assertThatThrownBy(() -> store().get("not/there"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("there");
  }

  @Test
  default void aListIsInOrderAndBelowItsPrefix() throws IOException {
    for (String key : new String[] {"b/2", "b/10", "a", "b/1", "bb/1", "c/d/e"}) {
      store().put(key, bytes(key));
    }
    assertThat(store().list("")).containsExactly("a", "b/1", "b/10", "b/2", "bb/1", "c/d/e");
    assertThat(store().list("b/")).containsExactly("b/1", "b/10", "b/2");
    assertThat(store().list("c/")).containsExactly("c/d/e");
    assertThat(store().list("nothing/")).isEmpty();
  }

  @Test
  default void deletingTwiceIsDeletingOnce() throws IOException {
    store().put("k", bytes("x"));
    store().delete("k");
    store().delete("k");
    assertThat(store().exists("k")).isFalse();
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void aLargeBlobComesBackWhole() throws IOException {
    byte[] large = new byte[5_000_001];
    for (int i = 0; i < large.length; i++) {
      large[i] = (byte) (i * 31 + (i >> 8));
    }
    store().put("large", large);
    assertThat(store().get("large")).isEqualTo(large);
  }

  @Test
  default void aRangeIsWhatLiesInIt() throws IOException {
    store().put("k", bytes("0123456789"));
    assertThat(store().get("k", 0, 3)).isEqualTo(bytes("012"));
    assertThat(store().get("k", 4, 3)).isEqualTo(bytes("456"));
    assertThat(store().get("k", 8, 5)).isEqualTo(bytes("89"));
    assertThat(store().get("k", 10, 1)).isEmpty();
    assertThat(store().get("k", 99, 1)).isEmpty();
    assertThat(store().get("k", 2, 0)).isEmpty();
    assertThatThrownBy(() -> store().get("missing", 1, 1)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  default void aStreamBeginsWhereItIsAskedTo() throws IOException {
    store().put("k", bytes("0123456789"));
    try (InputStream in = store().open("k", 7)) {
      assertThat(in.readAllBytes()).isEqualTo(bytes("789"));
    }
    try (InputStream in = store().open("k", 0)) {
      assertThat(in.read()).isEqualTo('0'); // and is closed before its end
    }
    try (InputStream in = store().open("k", 10)) {
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  default void whatIsThereIsNotReplacedIfOnlyAbsentOnesAreWanted() throws IOException {
    assertThat(store().putIfAbsent("a/k", bytes("first"))).isTrue();
    assertThat(store().putIfAbsent("a/k", bytes("second"))).isFalse();
    assertThat(store().get("a/k")).isEqualTo(bytes("first"));
    store().put("a/k", bytes("third"));
    assertThat(store().get("a/k")).isEqualTo(bytes("third"));
    store().delete("a/k");
    assertThat(store().putIfAbsent("a/k", bytes("fourth"))).isTrue();
    assertThat(store().get("a/k")).isEqualTo(bytes("fourth"));
  }

  @Test
  default void ofThoseThatRaceForAKeyOneWins() throws Exception {
    int writers = 8;
    BlobStore store = store();
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      for (int round = 0; round < 10; round++) {
        String key = "race/" + round;
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Boolean>> tries = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          byte[] mine = bytes("writer " + writer);
          tries.add(
              threads.submit(
                  () -> {
                    start.await();
                    return store.putIfAbsent(key, mine);
                  }));
        }
        start.countDown();
        List<Integer> winners = new ArrayList<>();
        for (int writer = 0; writer < writers; writer++) {
          if (tries.get(writer).get()) {
            winners.add(writer);
          }
        }
        assertThat(winners).as(key).hasSize(1);
        assertThat(store.get(key)).isEqualTo(bytes("writer " + winners.get(0)));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  default void aListOfManyIsWholeAndInOrder() throws Exception {
    BlobStore store = store();
    int many = 1_100; // more than S3 gives at once
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> puts = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        String key = String.format("many/%04d", i);
        puts.add(threads.submit(() -> put(store, key)));
      }
      for (Future<?> put : puts) {
        put.get();
      }
    } finally {
      threads.shutdownNow();
    }
    List<String> keys = store.list("many/");
    assertThat(keys).hasSize(many).isSorted().doesNotHaveDuplicates();
    assertThat(store.list("many/09")).hasSize(100);
  }

  private static void put(BlobStore store, String key) {
    try {
      store.put(key, bytes(key));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  default void aPrefixNeedNotEndWithAName() throws IOException {
    for (String key : new String[] {"step-1/a", "step-10/a", "step-2/a", "stop", "a/step-1"}) {
      store().put(key, bytes(key));
    }
    assertThat(store().list("st")).containsExactly("step-1/a", "step-10/a", "step-2/a", "stop");
    assertThat(store().list("step-1")).containsExactly("step-1/a", "step-10/a");
    assertThat(store().list("a/st")).containsExactly("a/step-1");
    assertThat(store().list("step-1/a")).containsExactly("step-1/a");
  }

  @Test
  default void anEntryTellsSizeAndAVersionThatChanges() throws Exception {
    store().put("a/k", bytes("one"));
    BlobEntry before = store().entries("a/").get(0);
    assertThat(before.size()).isEqualTo(3);
    Thread.sleep(5); // a file system's clock may be coarse
    store().put("a/k", bytes("two"));
    BlobEntry after = store().entries("a/").get(0);
    assertThat(after.version()).isNotEmpty().isNotEqualTo(before.version());
    assertThat(store().entries("a/")).containsExactly(after);
  }

  @Test
  default void everyLegalCharacterMakesAName() throws IOException {
    List<String> keys =
        List.of(
            "a b/c+d",
            "a%20b/100%",
            "&=?#;:@,$/!'()*~^|<>\"{}[]`",
            "ü/拡散/😀",
            "\uffee",
            "..a/b..",
            ".hidden/-dash",
            "x".repeat(200) + "/" + "y".repeat(200));
    for (String key : keys) {
      store().put(key, bytes(key));
    }
    for (String key : keys) {
      assertThat(store().get(key)).as(key).isEqualTo(bytes(key));
    }
    assertThat(store().list("")).containsExactlyInAnyOrderElementsOf(keys);
    assertThat(store().list("")).isSortedAccordingTo(BlobKeys.ORDER);
    for (String key : keys) {
      store().delete(key);
    }
    assertThat(store().list("")).isEmpty();
  }

  @Test
  default void contentThatFailsLeavesTheOldBytes() throws IOException {
    store().put("k", bytes("old"));
    Content failing =
        new Content() {
          @Override
          public long size() {
            return 40_000_000; // in parts, where a store does that
          }

          @Override
          public InputStream open(long from) {
            return new InputStream() {
              private long at = from;

              @Override
              public int read() throws IOException {
                if (at++ > 20_000_000) {
                  throw new IOException("the disk is on fire");
                }
                return 1;
              }

              @Override
              public int read(byte[] buffer, int offset, int length) throws IOException {
                if (length > 0) {
                  buffer[offset] = (byte) read();
                  at += length - 1;
                }
                return length;
              }
            };
          }
        };
    assertThatThrownBy(() -> store().put("k", failing)).hasMessageContaining("the disk is on fire");
    assertThat(store().get("k")).isEqualTo(bytes("old"));
    assertThat(store().list("")).containsExactly("k");
  }

  @Test
  default void aSweepLeavesWhatWasPut() throws IOException {
    store().sweep();
    store().put("a/b", bytes("one"));
    store().put("c", bytes("two"));
    store().sweep();
    assertThat(store().list("")).containsExactly("a/b", "c");
    assertThat(store().get("a/b")).isEqualTo(bytes("one"));
  }

  @Test
  default void readersSeeTheOldBytesOrTheNew() throws Exception {
    BlobStore store = store();
    byte[][] values = new byte[2][300_000];
    Arrays.fill(values[0], (byte) 1);
    Arrays.fill(values[1], (byte) 2);
    store.put("k", values[0]);
    ExecutorService writer = Executors.newSingleThreadExecutor();
    try {
      Future<?> writing =
          writer.submit(
              () -> {
                for (int i = 1; i <= 20; i++) {
                  store.put("k", values[i % 2]);
                }
                return null;
              });
      do {
        byte[] seen = store.get("k");
        assertThat(seen).isEqualTo(values[seen[0] - 1]);
      } while (!writing.isDone());
      writing.get();
    } finally {
      writer.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/a", "a/", "a//b", "../a", "a/./b", "a\\b", "a\nb", "\ud800"})
  default void aKeyThatIsNoRelativePathIsRefused(String key) {
    assertThatThrownBy(() -> store().put(key, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
