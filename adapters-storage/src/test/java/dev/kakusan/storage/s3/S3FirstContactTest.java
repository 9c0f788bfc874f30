package dev.kakusan.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kakusan.InvalidInput;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** What is mistyped or not there is told at once, and as the user's to mend. */
@Timeout(20)
final class S3FirstContactTest {

  private static S3Server server;
  private static String bucket;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
    bucket = server.newBucket();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  private static void refused(URI endpoint, String where, String... words) {
    refused(endpoint, where, S3Server.credentials(), words);
  }

  private static void refused(
      URI endpoint, String where, AwsCredentialsProvider credentials, String... words) {
    List<String> notices = new CopyOnWriteArrayList<>();
    try (S3Stores stores =
        new S3Stores(S3Server.settings(endpoint, 3), notices::add, credentials)) {
      var store = stores.open(S3Location.of("s3://" + where));
      for (Attempt attempt :
          new Attempt[] {
            () -> store.list(""), () -> store.put("k", new byte[3]),
            () -> store.get("k"), () -> store.exists("k")
          }) {
        assertThatThrownBy(attempt::run)
            .isInstanceOf(InvalidInput.class)
            .message()
            .startsWith("cannot ")
            .contains("s3://" + where)
            .contains(words)
            .doesNotContain("\n", "secret");
      }
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }

  @Test
  void aServerThatIsNotThere() throws Exception {
    FaultProxy proxy = new FaultProxy(server.url());
    proxy.close();
    long before = System.nanoTime();
    refused(proxy.url(), bucket, proxy.url().toString(), "check --s3-endpoint");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void aHostThatIsNotThere() {
    refused(URI.create("http://no-such-host.invalid:9"), bucket, "no host has the name");
  }

  @Test
  void aServerThatNeverAnswers() throws Exception {
    try (FaultProxy proxy = new FaultProxy(server.url())) {
      proxy.blackHole();
      refused(proxy.url(), bucket, "was silent for 1500 ms", "check --s3-endpoint");
    }
  }

  @Test
  void aBucketThatIsNotThere() {
    refused(
        server.url(),
        "no-such-bucket/runs",
        "no bucket 'no-such-bucket' at " + server.url(),
        "create it, or check --s3-endpoint");
  }

  @Test
  void anUnknownAccessKey() {
    try (S3Stores stores =
        new S3Stores(
            S3Server.settings(server.url()),
            line -> {},
            S3Server.credentials("nobody", "test-secret"))) {
      var store = stores.open(S3Location.of("s3://" + bucket));
      assertThatThrownBy(() -> store.list(""))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("does not know the access key; check AWS_ACCESS_KEY_ID")
          .hasMessageNotContainingAny("nobody", "test-secret");
    }
  }

  @Test
  void aWrongSecretKey() {
    try (S3Stores stores =
        new S3Stores(
            S3Server.settings(server.url()),
            line -> {},
            S3Server.credentials("test-key", "quite-wrong"))) {
      var store = stores.open(S3Location.of("s3://" + bucket));
      assertThatThrownBy(() -> store.list(""))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("check AWS_SECRET_ACCESS_KEY")
          .hasMessageNotContainingAny("quite-wrong", "test-key");
    }
  }

  @Test
  void noCredentials() {
    assumeThat(System.getenv("AWS_ACCESS_KEY_ID")).isNull();
    String none = "/no/such/file";
    System.setProperty("aws.sharedCredentialsFile", none);
    System.setProperty("aws.configFile", none);
    try (S3Stores stores = new S3Stores(S3Server.settings(server.url()), line -> {})) {
      var store = stores.open(S3Location.of("s3://" + bucket));
      assertThatThrownBy(() -> store.list(""))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("no credentials for s3://" + bucket)
          .hasMessageContaining("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile");
    } finally {
      System.clearProperty("aws.sharedCredentialsFile");
      System.clearProperty("aws.configFile");
    }
  }

  @Test
  void neitherRegionNorServer() {
    assumeThat(System.getenv("AWS_REGION")).isNull();
    assumeThat(System.getenv("AWS_ENDPOINT_URL")).isNull();
    System.setProperty("aws.configFile", "/no/such/file");
    try (S3Stores stores = new S3Stores(S3Settings.standard(), line -> {})) {
      assertThatThrownBy(() -> stores.open(S3Location.of("s3://" + bucket)))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("--s3-region or set AWS_REGION");
    } finally {
      System.clearProperty("aws.configFile");
    }
  }

  @ParameterizedTest
  @CsvSource({"200 OK", "404 Not Found", "405 Not Allowed"})
  void aServerOfPages(String status) throws Exception {
    try (FaultProxy proxy = new FaultProxy(server.url())) {
      proxy.answer(99, status, "text/html", "<!doctype html><p>hello<br>");
      refused(proxy.url(), bucket, proxy.url() + " answers, but not as an S3 server does");
    }
  }

  @Test
  void pagesHoldNoConnections() throws Exception {
    try (FaultProxy proxy = new FaultProxy(server.url());
        S3Stores stores = S3Server.stores(proxy.url())) {
      var store = stores.open(S3Location.of("s3://" + bucket));
      proxy.answer(40, "200 OK", "text/html", "<!doctype html>");
      for (int i = 0; i < 40; i++) { // more than there are connections
        assertThatThrownBy(() -> store.list("")).hasMessageContaining("not as an S3 server does");
      }
      assertThat(store.list("")).isEmpty();
    }
  }

  @Test
  void aServerThatTakesNoConnections() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      boolean taken = true;
      while (taken && waiting.size() < 10) {
        Socket one = new Socket();
        waiting.add(one);
        taken = connects(one, full);
      }
      assumeThat(taken).as("a system that takes connections nobody waits for").isFalse();
      refused(
          URI.create("http://127.0.0.1:" + full.getLocalPort()),
          bucket,
          "no connection to http://127.0.0.1:" + full.getLocalPort() + " within 800 ms");
    } finally {
      for (Socket one : waiting) {
        one.close();
      }
    }
  }

  private static boolean connects(Socket one, ServerSocket server) throws IOException {
    try {
      one.connect(server.getLocalSocketAddress(), 300);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  @Test
  void aServerOfSomethingElse() throws Exception {
    try (FaultProxy proxy = new FaultProxy(server.url());
        S3Stores stores = S3Server.stores(proxy.url())) {
      var store = stores.open(S3Location.of("s3://" + bucket));
      proxy.answer(3, "200 OK", "application/json", "{\"a\":1}");
      assertThatThrownBy(() -> store.list(""))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("not as an S3 server does");
      proxy.answer(1, "404 Not Found", "application/json", "{\"a\":1}");
      assertThatThrownBy(() -> store.get("k"))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("not as an S3 server does");
    }
  }

  @Test
  void aClockThatIsWrong() throws Exception {
    try (FaultProxy proxy = new FaultProxy(server.url());
        S3Stores stores = S3Server.stores(proxy.url())) {
      var store = stores.open(S3Location.of("s3://" + bucket));
      proxy.answerError(99, 403, "RequestTimeTooSkewed", "Date: Mon, 01 Jan 2001 00:00:00 GMT");
      assertThatThrownBy(() -> store.list(""))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("clocks")
          .hasMessageContaining("(2 attempts)");
      assertThat(proxy.answersLeft()).isEqualTo(97);
    }
  }

  @Test
  void aBucketOfAnotherRegion() throws Exception {
    try (FaultProxy proxy = new FaultProxy(server.url());
        S3Stores stores = S3Server.stores(proxy.url())) {
      var store = stores.open(S3Location.of("s3://" + bucket));
      proxy.answerError(1, 301, "PermanentRedirect", "x-amz-bucket-region: eu-west-3");
      assertThatThrownBy(() -> store.list(""))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("is in region eu-west-3; give that as --s3-region");
    }
  }

  @Test
  void whatIsNotAllowed() throws Exception {
    try (FaultProxy proxy = new FaultProxy(server.url())) {
      proxy.answerError(99, 403, "AccessDenied");
      refused(proxy.url(), bucket, "denies access to bucket '" + bucket + "'");
    }
  }
}
