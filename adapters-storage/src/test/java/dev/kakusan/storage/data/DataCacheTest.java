package dev.kakusan.storage.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.Split;
import dev.kakusan.storage.BlobEntry;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Content;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.storage.s3.S3Server;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A copy is used as long as it is what the store lists, and whole. */
@Timeout(60)
final class DataCacheTest {

  private static S3Server server;

  @TempDir Path cache = Path.of("");
  private RemoteFixture remote;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void tables() throws IOException {
    remote = new RemoteFixture(server, cache);
    for (String name : List.of("a", "b", "c")) {
      put(name, "1,2\n3,4\n5,6\n");
    }
  }

  @AfterEach
  void close() {
    remote.close();
  }

  private void put(String name, String rows) throws IOException {
    remote.put(name + ".csv", rows.getBytes(StandardCharsets.UTF_8));
  }

  private String sha(DataSources sources, String name) {
    return sources.open(remote.bucket + "/" + name + ".csv", Split.TRAIN, 0).descriptor().sha256();
  }

  private String sha(String name) {
    return sha(remote.sources(), name);
  }

  @Test
  void aSecondUseFetchesNothing() {
    String first = sha("a");
    assertThat(sha("a")).isEqualTo(first);
    assertThat(remote.reads).containsExactly("a.csv");
  }

  @Test
  void anObjectThatChangedIsFetchedAnew() throws IOException {
    String first = sha("a");
    put("a", "1,2\n3,4\n5,6\n".replace(",", ",1"));
    String second = sha("a");
    assertThat(second).isNotEqualTo(first);
    put("a", "1,2\n3,4\n5,6\n");
    assertThat(sha("a")).as("the older copy is there still").isEqualTo(first);
    assertThat(remote.reads).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"changed", "shorter", "missing", "extra", "unlisted"})
  void aDamagedCopyIsFetchedAnew(String damage) throws IOException {
    String first = sha("a");
    Path file = remote.cached().get(0);
    Path checksums = file.resolve("../../checksums").normalize();
    switch (damage) {
      case "changed" -> Files.writeString(file, "1,2\n3,4\n5,7\n");
      case "shorter" -> Files.writeString(file, "1,2\n");
      case "missing" -> Files.delete(file);
      case "extra" -> Files.writeString(file.resolveSibling("more.csv"), "7,8\n");
      default -> Files.delete(checksums);
    }
    assertThat(sha("a")).isEqualTo(first);
    assertThat(remote.notes.get(1))
        .startsWith("the copy of " + remote.bucket + "/a.csv is damaged: ");
    assertThat(remote.reads).hasSize(2);
    assertThat(sha("a")).isEqualTo(first);
    assertThat(remote.reads).hasSize(2);
  }

  @Test
  void whatWasNotUsedForLongestGivesWay() throws IOException {
    for (String name : List.of("a", "b")) {
      put(name, name.equals("a") ? "1,2\n3,4\n5,1\n" : "1,2\n3,4\n5,2\n");
      sha(name);
    }
    age();
    sha("a");
    put("c", "1,2\n3,4\n5,3\n");
    sha(remote.sources(24), "c");
    assertThat(remote.reads).hasSize(3);
    sha("a");
    assertThat(remote.reads).hasSize(3);
    sha("b");
    assertThat(remote.reads).hasSize(4);
  }

  /** Moves all uses of the past a day further into it. */
  private void age() throws IOException {
    for (Path file : remote.cached()) {
      Files.setLastModifiedTime(
          file.resolve("../../checksums").normalize(),
          FileTime.from(Instant.now().minus(Duration.ofDays(1))));
    }
  }

  @Test
  void whatIsInUseStays() throws IOException {
    put("b", "7,8\n");
    String table = remote.bucket + "/a.csv?test=b.csv";
    assertThatThrownBy(() -> remote.sources(15).open(table, Split.TEST, 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            remote.bucket
                + "/b.csv: 1 file, 4 bytes beside 12 bytes in use, more than the 15 bytes that the cache"
                + " may hold; set KAKUSAN_CACHE_GB to more GB");
    assertThat(remote.sources(16).open(table, Split.TEST, 0).size()).isEqualTo(1);
    assertThat(remote.cached()).hasSize(2);
  }

  @Test
  void whatIsLargerThanTheBoundIsRefused() {
    assertThatThrownBy(() -> sha(remote.sources(11), "a"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            remote.bucket
                + "/a.csv: 1 file, 12 bytes, more than the 11 bytes that the cache may hold; set"
                + " KAKUSAN_CACHE_GB to more GB");
    assertThat(remote.reads).isEmpty();
    assertThat(cache).isEmptyDirectory();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "0", "-1", "NaN", "Infinity"})
  void aBoundThatIsNone(String value) {
    assertThatThrownBy(() -> CacheBound.of(value))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("KAKUSAN_CACHE_GB must be a number of GB above 0, got '" + value + "'");
  }

  @Test
  void theBoundIsTwentyUnlessGiven() {
    assertThat(CacheBound.of(null).bytes()).isEqualTo(20_000_000_000L);
    assertThat(CacheBound.of("0.5").bytes()).isEqualTo(500_000_000L);
  }

  @Test
  void aCacheThatTakesNothing() throws IOException {
    Path file = Files.createFile(cache.resolve("file"));
    RemoteFixture blocked = new RemoteFixture(server, file.resolve("data"));
    blocked.put("a.csv", "1,2\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> blocked.sources().open(blocked.bucket + "/a.csv", Split.TRAIN, 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("cannot write to the cache " + file.resolve("data"))
        .hasMessageEndingWith("XDG_CACHE_HOME names another place");
    blocked.close();
  }

  @Test
  void aDownloadThatEndsEarlyIsRepeatedAndThenRefused() {
    String whole = sha("a");
    Seen once = new Seen(1, bytes -> Arrays.copyOf(bytes, 8), "");
    remote.through(once::over);
    assertThat(sha("b")).isEqualTo(whole);
    once.left.set(2);
    assertThatThrownBy(() -> sha(empty(), "c"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(
            "cannot fetch %s/c.csv: 8 bytes came, listed are 12".formatted(remote.bucket));
    once.left.set(0);
    assertThat(sha("c")).isEqualTo(whole);
  }

  @Test
  void bytesThatChangedOnTheWayAreNoticedByTheirMd5() throws IOException {
    Seen once =
        new Seen(
            1,
            bytes -> {
              byte[] other = bytes.clone();
              other[0] ^= 1;
              return other;
            },
            "");
    remote.through(once::over);
    assertThat(sha("a")).isEqualTo(sha("b"));
    assertThat(remote.reads).hasSize(3);
  }

  @Test
  void aTagThatOnlyLooksLikeAnMd5IsNoObstacle() {
    remote.through(new Seen(0, bytes -> bytes, "0123456789abcdef0123456789abcdef")::over);
    assertThat(sha("a")).isNotEmpty();
    assertThat(remote.reads).hasSize(2);
    assertThat(remote.notes.get(1)).contains("is not its MD5", "two downloads agree");
    sha("a");
    assertThat(remote.reads).hasSize(2);
  }

  @Test
  void twoProcessesThatFetchTheSameBothHaveIt() throws Exception {
    CyclicBarrier both = new CyclicBarrier(2);
    remote.faults(
        (operation, key) -> {
          if (operation.equals("open")) {
            try {
              both.await(20, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IOException(e);
            }
          }
        });
    DataSources other = remote.sources();
    CompletableFuture<String> there = CompletableFuture.supplyAsync(() -> sha(other, "a"));
    String here = sha("a");
    assertThat(there.get(20, TimeUnit.SECONDS)).isEqualTo(here);
    assertThat(remote.cached()).hasSize(1);
    try (var entries = Files.list(cache)) {
      assertThat(entries).hasSize(1);
    }
  }

  @Test
  void aCopyThatAnotherProcessRemovesWhileItIsReadIsNoFaultOfTheData() throws IOException {
    Hold hold = new Hold(cache.resolve("gone"), files("a.csv"), () -> {});
    assertThatThrownBy(
            () ->
                hold.naming(
                    path -> {
                      throw new InvalidInput(path + ": no such file");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the copy of s3://b/p gave way to another process's data");
  }

  @Test
  void aNameThatIsNoneIsRefused() {
    assertThatThrownBy(() -> files("a//b.png").data())
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("s3://b/p: no file can be called so: ");
    for (String outside : List.of("../b.png", "a/../../b.png", "a/b/c/d/e.png")) {
      assertThatThrownBy(() -> files(outside).data())
          .isInstanceOf(InvalidInput.class)
          .hasMessageStartingWith("s3://b/p: no data in this folder");
    }
  }

  @Test
  void onlyTagsOfBytesAreSharedBetweenPlaces() {
    RemoteFiles here = files("a.csv");
    RemoteFiles there = new RemoteFiles("s3://b/q", here.store(), here.files(), "");
    assertThat(here.id()).isNotEqualTo(there.id());
    List<BlobEntry> tagged = List.of(new BlobEntry("a.csv", 1, "\"" + "0a".repeat(16) + "-2\""));
    assertThat(new RemoteFiles("s3://b/p", here.store(), tagged, "").id())
        .isEqualTo(new RemoteFiles("s3://b/q", here.store(), tagged, "").id());
  }

  private static RemoteFiles files(String key) {
    List<BlobEntry> listed = List.of(new BlobEntry(key, 1, "7"));
    return new RemoteFiles("s3://b/p", new MemoryBlobStore(), listed, "");
  }

  @Test
  void whatAnEndedProcessLeftIsRemovedOnceItIsOld() throws IOException {
    Path old = Files.createDirectory(cache.resolve("0".repeat(64) + ".x.part"));
    Path recent = Files.createDirectory(cache.resolve("0".repeat(64) + ".y.part"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    sha("a");
    assertThat(old).doesNotExist();
    assertThat(recent).isDirectory();
  }

  private DataSources empty() throws IOException {
    for (Path file : remote.cached()) {
      CachedSet.delete(file.resolve("../..").normalize());
    }
    return remote.sources();
  }

  /** Stores whose first answers are not what lies there, or whose tags are another. */
  private static final class Seen {

    private final AtomicInteger left;
    private final UnaryOperator<byte[]> change;
    private final String tag;

    Seen(int left, UnaryOperator<byte[]> change, String tag) {
      this.left = new AtomicInteger(left);
      this.change = change;
      this.tag = tag;
    }

    BlobStore over(BlobStore inner) {
      return new BlobStore() {
        @Override
        public String location() {
          return inner.location();
        }

        @Override
        public void put(String key, Content content) throws IOException {
          inner.put(key, content);
        }

        @Override
        public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
          return inner.putIfAbsent(key, bytes);
        }

        @Override
        public InputStream open(String key, long from) throws IOException {
          if (left.getAndDecrement() > 0) {
            return new ByteArrayInputStream(change.apply(inner.get(key)));
          }
          return inner.open(key, from);
        }

        @Override
        public boolean exists(String key) throws IOException {
          return inner.exists(key);
        }

        @Override
        public List<BlobEntry> entries(String prefix) throws IOException {
          return inner.entries(prefix).stream()
              .map(e -> tag.isEmpty() ? e : new BlobEntry(e.key(), e.size(), tag))
              .toList();
        }

        @Override
        public void delete(String key) throws IOException {
          inner.delete(key);
        }

        @Override
        public void sweep() throws IOException {
          inner.sweep();
        }
      };
    }
  }
}
