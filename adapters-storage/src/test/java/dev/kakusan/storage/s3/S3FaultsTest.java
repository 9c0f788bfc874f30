package dev.kakusan.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A store that has been reached stays of use while the network and the server fail now and then.
 */
@Timeout(30)
final class S3FaultsTest {

  /** Over plain HTTP each body is read once to be signed and once to be sent. */
  private static final int READS = 2;

  private static final int MIB = 1 << 20;

  private static S3Server server;

  private final List<String> notices = new CopyOnWriteArrayList<>();
  private FaultProxy proxy;
  private S3Stores stores;
  private String bucket;
  private BlobStore store;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    proxy = new FaultProxy(server.url());
    bucket = server.newBucket();
    connect(6);
  }

  private void connect(int attempts) throws Exception {
    stores =
        new S3Stores(
            S3Server.settings(proxy.url(), attempts), notices::add, S3Server.credentials());
    store = stores.open(S3Location.of("s3://" + bucket + "/p"));
    assertThat(store.list("")).isEmpty();
  }

  @AfterEach
  void close() throws Exception {
    stores.close();
    proxy.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void anUploadThatIsResetIsSentAgain() throws Exception {
    MadeContent content = new MadeContent(5 * MIB);
    proxy.resetUpstreamAfter(2 * MIB, 2);
    store.put("k", content);
    assertThat(store.get("k")).isEqualTo(content.bytes());
    assertThat(content.opened).hasSize(READS * 3).containsOnly(0L);
    assertThat(content.open).hasValue(0);
    assertThat(notices).first().asString().contains("s3://" + bucket + ": connection lost");
  }

  @Test
  void partsThatAreResetAreSentAgain() throws Exception {
    MadeContent content = new MadeContent(40 * MIB);
    proxy.resetUpstreamAfter(3 * MIB, 2);
    store.put("k", content);
    assertThat(store.get("k")).isEqualTo(content.bytes());
    assertThat(content.opened).hasSize(READS * 5);
  }

  @Test
  void aLargeBlobIsSentInPartsThatAreNeverHeld() throws Exception {
    MadeContent content = new MadeContent(100 * MIB + 1);
    store.put("k", content);
    assertThat(content.opened)
        .hasSize(READS * 7)
        .allMatch(from -> from % MultipartUpload.PART == 0);
    assertThat(new HashSet<>(content.opened)).hasSize(7);
    assertThat(content.mostOpen.get()).isLessThanOrEqualTo(MultipartUpload.AT_ONCE);
    assertThat(content.open).hasValue(0);
    assertThat(store.entries("k").get(0).size()).isEqualTo(content.size());
    assertThat(store.get("k", 100 * MIB - 1, 9))
        .containsExactly(MadeContent.at(100 * MIB - 1), MadeContent.at(100 * MIB));
  }

  @Test
  void partsGrowWithTheBlob() {
    assertThat(MultipartUpload.partSize(160_000L * MIB)).isEqualTo(MultipartUpload.PART);
    long huge = 5L << 40;
    assertThat(MultipartUpload.partSize(huge) * 10_000).isBetween(huge, huge + 10_000);
  }

  @Test
  void aFailedUploadLeavesNoParts() throws Exception {
    MadeContent content = new MadeContent(60 * MIB, 35 * MIB);
    assertThatThrownBy(() -> store.put("k", content))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("cannot write s3://%s/p/k: the disk is on fire", bucket);
    assertThat(content.open).hasValue(0);
    assertThat(server.unfinished(bucket)).isEmpty();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void aContentThatEndsEarlyIsNotStored() throws Exception {
    MadeContent half = new MadeContent(MIB / 2);
    var content =
        new dev.kakusan.storage.Content() {
          @Override
          public long size() {
            return MIB;
          }

          @Override
          public InputStream open(long from) {
            return half.open(from);
          }
        };
    assertThatThrownBy(() -> store.put("k", content))
        .hasMessage("cannot write s3://%s/p/k: 524288 of 1048576 bytes could be read", bucket);
    assertThat(half.opened).hasSize(1);
    assertThat(store.exists("k")).isFalse();
  }

  @Test
  void aDownloadThatIsResetGoesOnWhereItWas() throws Exception {
    MadeContent content = new MadeContent(5 * MIB);
    store.put("k", content);
    proxy.resetDownstreamAfter(MIB, 3);
    assertThat(store.get("k")).isEqualTo(content.bytes());
    proxy.resetDownstreamAfter(MIB, 1);
    assertThat(store.get("k", 3 * MIB, 2 * MIB))
        .hasSize(2 * MIB)
        .endsWith(MadeContent.at(5 * MIB - 1));
    assertThat(notices).isNotEmpty();
  }

  @Test
  void aBlobThatIsReplacedWhileItIsReadIsNotMixed() throws Exception {
    store.put("k", new MadeContent(8 * MIB));
    proxy.delay(Duration.ofMillis(5));
    proxy.resetDownstreamAfter(2 * MIB, 1);
    try (InputStream in = store.open("k", 0);
        S3Stores others = S3Server.stores(server.url())) {
      assertThat(in.read()).isEqualTo(MadeContent.at(0));
      others.open(S3Location.of("s3://" + bucket + "/p")).put("k", new byte[8 * MIB]);
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("was replaced while it was read");
    }
  }

  @Test
  void theWinnerOfAKeyIsToldSoThoughItsAnswerWasLost() throws Exception {
    proxy.resetDownstreamAfter(0, 1);
    assertThat(store.putIfAbsent("k", bytes("mine"))).isTrue();
    proxy.resetDownstreamAfter(0, 1);
    assertThat(store.putIfAbsent("k", bytes("another's"))).isFalse();
    assertThat(store.putIfAbsent("k", bytes("mine"))).isFalse();
    assertThat(store.get("k")).isEqualTo(bytes("mine"));
  }

  @Test
  void aConflictIsTriedAgain() throws Exception {
    proxy.answerError(2, 409, "ConditionalRequestConflict");
    assertThat(store.putIfAbsent("k", bytes("mine"))).isTrue();
  }

  @Test
  void anUploadInPartsEndsWellThoughItsLastAnswerWasLost() throws Exception {
    MadeContent content = new MadeContent(17 * MIB);
    proxy.onlyFor("POST /" + bucket + "/p/k?uploadId");
    proxy.resetDownstreamAfter(0, 1);
    store.put("k", content);
    assertThat(store.get("k")).isEqualTo(content.bytes());
    assertThat(notices).isNotEmpty();
  }

  @Test
  void anUploadThatIsNoLongerKnownHasEndedWellIfItsObjectIsThere() throws Exception {
    MadeContent content = new MadeContent(17 * MIB);
    proxy.onlyFor("POST /" + bucket + "/p/k?uploadId");
    proxy.resetDownstreamAfter(0, 1);
    try (S3Stores amazonLike =
        new S3Stores(
            S3Server.settings(proxy.url()),
            lost -> proxy.answerError(1, 404, "NoSuchUpload"),
            S3Server.credentials())) {
      amazonLike.open(S3Location.of("s3://" + bucket + "/p")).put("k", content);
    }
    assertThat(proxy.answersLeft()).isZero();
    assertThat(store.get("k")).isEqualTo(content.bytes());
  }

  @Test
  void anUploadThatIsNoLongerKnownHasFailedIfItsObjectIsNotThere() throws Exception {
    proxy.onlyFor("POST /" + bucket + "/p/k?uploadId");
    proxy.answerError(1, 404, "NoSuchUpload");
    assertThatThrownBy(() -> store.put("k", new MadeContent(17 * MIB)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("NoSuchUpload");
    assertThat(server.unfinished(bucket)).isEmpty();
  }

  @Test
  void aServerThatIgnoresRangesIsNotBelieved() throws Exception {
    proxy.answer(1, "200 OK", "application/octet-stream", "0123456789", "ETag: \"x\"");
    assertThatThrownBy(() -> store.get("k", 5, 2)).hasMessageContaining("does not give ranges");
  }

  @ParameterizedTest
  @CsvSource({"503, SlowDown", "429, TooManyRequests", "500, InternalError", "400, RequestTimeout"})
  void aStoreThatIsBusyIsTriedAgain(int status, String code) throws Exception {
    proxy.answerError(3, status, code);
    store.put("k", bytes("x"));
    assertThat(store.get("k")).isEqualTo(bytes("x"));
    assertThat(notices)
        .startsWith("s3://%s: %d %s, trying again (2 of 6)".formatted(bucket, status, code));
  }

  @Test
  void aStoreThatStaysBusyIsGivenUp() throws Exception {
    store.put("k", bytes("old"));
    proxy.answerError(99, 503, "SlowDown");
    assertThatThrownBy(() -> store.put("k", bytes("new")))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "cannot write s3://%s/p/k: %s is too busy (503 SlowDown); try again later (6 attempts)",
            bucket, proxy.url());
    assertThat(proxy.answersLeft()).isEqualTo(99 - 6);
    proxy.pass();
    assertThat(store.get("k")).isEqualTo(bytes("old"));
  }

  @Test
  void whatIsRefusedIsNotTriedAgain() throws Exception {
    proxy.answerError(99, 403, "AccessDenied");
    assertThatThrownBy(() -> store.put("k", bytes("x"))).isInstanceOf(StoreException.class);
    assertThat(proxy.answersLeft()).isEqualTo(98);
  }

  @Test
  void aSilentStoreIsGivenUpAndFoundAgain() throws Exception {
    stores.close();
    connect(2);
    for (int size : new int[] {1, 15 * MIB}) { // more than sockets take before they block
      proxy.blackHole();
      long before = System.nanoTime();
      assertThatThrownBy(() -> store.put("k", new MadeContent(size)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("was silent for 1500 ms")
          .hasMessageContaining("(2 attempts)");
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(12));
      proxy.pass();
      store.put("k", bytes("x"));
      assertThat(store.get("k")).isEqualTo(bytes("x"));
    }
  }

  @Test
  void aStoreThatIsSilentInMidAnswerIsReadAgain() throws Exception {
    MadeContent content = new MadeContent(8 * MIB);
    store.put("k", content);
    try (InputStream in = store.open("k", 0)) {
      byte[] first = in.readNBytes(1000);
      proxy.blackHole();
      Thread later = new Thread(() -> passAfter(2000));
      later.start();
      byte[] rest = in.readAllBytes();
      assertThat(first.length + rest.length).isEqualTo(8 * MIB);
      assertThat(rest[rest.length - 1]).isEqualTo(MadeContent.at(8 * MIB - 1));
      later.join();
    }
  }

  private void passAfter(long millis) {
    try {
      Thread.sleep(millis);
      proxy.pass();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServerThatIsStartedAgainIsFoundAgain() throws Exception {
    stores.close();
    connect(12);
    store.put("k", bytes("x"));
    proxy.refuse();
    Thread later = new Thread(() -> passAfter(500));
    later.start();
    assertThat(store.get("k")).isEqualTo(bytes("x"));
    later.join();
    int port = server.url().getPort();
    server.stop();
    server.startAgain(port);
    store.put("k", bytes("y"));
    assertThat(store.get("k")).isEqualTo(bytes("y"));
  }

  @ParameterizedTest
  @CsvSource({"1000", "50000000"})
  void anInterruptEndsTheWait(long size) throws Exception {
    proxy.blackHole();
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread writer =
        new Thread(
            () -> {
              try {
                store.put("k", new MadeContent(size));
              } catch (Throwable e) {
                thrown.set(e);
                flag.set(Thread.currentThread().isInterrupted());
              }
            });
    writer.start();
    Thread.sleep(300);
    writer.interrupt();
    writer.join(5000);
    assertThat(writer.isAlive()).isFalse();
    assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(flag.get()).isTrue();
  }

  @Test
  void anInterruptedUploadLeavesNoParts() throws Exception {
    proxy.delay(Duration.ofMillis(20));
    MadeContent content = new MadeContent(64 * MIB);
    Thread writer =
        new Thread(
            () -> {
              try {
                store.put("k", content);
              } catch (IOException e) {
                // as it should
              }
            });
    writer.start();
    while (content.opened.isEmpty()) {
      Thread.sleep(20);
    }
    assertThat(server.unfinished(bucket)).hasSize(1);
    writer.interrupt();
    writer.join(5000);
    assertThat(writer.isAlive()).isFalse();
    assertThat(server.unfinished(bucket)).isEmpty();
    assertThat(store.list("")).isEmpty();
  }

  @Test
  void whoClosesEarlyDoesNotReadTheRest() throws Exception {
    store.put("k", new MadeContent(15 * MIB));
    proxy.delay(Duration.ofMillis(50)); // all would take 24 s
    long before = System.nanoTime();
    try (InputStream in = store.open("k", 0)) {
      assertThat(in.read()).isEqualTo(MadeContent.at(0));
    }
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void noticesAreFew() throws Exception {
    long before = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      proxy.answerError(2, 503, "SlowDown");
      store.put("k", bytes("x"));
    }
    long seconds = Duration.ofNanos(System.nanoTime() - before).toSeconds();
    assertThat(notices).hasSizeBetween(1, (int) seconds + 2);
  }
}
