package dev.kakusan.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.BlobStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class S3BlobStoreTest implements BlobStoreContract {

  private static S3Server server;

  private S3Stores stores;
  private String bucket;

  @BeforeAll
  static void start() throws Exception {
    server = new S3Server();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void connect() {
    stores = S3Server.stores(server.url());
    bucket = server.newBucket();
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Override
  public BlobStore store() {
    return stores.open(S3Location.of("s3://" + bucket));
  }

  @Test
  void aPrefixKeepsToItself() throws Exception {
    BlobStore inner = stores.open(S3Location.of("s3://" + bucket + "/runs/a/"));
    BlobStore beside = stores.open(S3Location.of("s3://" + bucket + "/runs/ab"));
    inner.put("step-1/x", new byte[] {1});
    beside.put("step-1/y", new byte[] {2});
    assertThat(inner.list("")).containsExactly("step-1/x");
    assertThat(inner.list("st")).containsExactly("step-1/x");
    assertThat(inner.get("step-1/x")).containsExactly(1);
    assertThat(store().list("")).containsExactly("runs/a/step-1/x", "runs/ab/step-1/y");
    assertThat(inner.location()).isEqualTo("s3://" + bucket + "/runs/a/");
    inner.delete("step-1/x");
    assertThat(store().list("")).containsExactly("runs/ab/step-1/y");
  }

  @Test
  void uploadsThatACrashLeftGoWithASweep() throws Exception {
    server.beginUpload(bucket, "runs/a/large");
    server.beginUpload(bucket, "runs/b/large");
    assertThat(server.unfinished(bucket)).hasSize(2);
    BlobStore inner = stores.open(S3Location.of("s3://" + bucket + "/runs/a"));
    inner.sweep();
    assertThat(server.unfinished(bucket))
        .singleElement()
        .satisfies(u -> assertThat(u.key()).isEqualTo("runs/b/large"));
    assertThat(inner.list("")).isEmpty();
  }

  @Test
  void marksOfFoldersAreNoBlobs() throws Exception {
    store().put("a/b", new byte[1]);
    server.markFolder(bucket, "c/");
    assertThat(store().list("")).containsExactly("a/b");
  }

  @ParameterizedTest
  @EnumSource(S3Settings.Checksums.class)
  void checksumsOfTheSdkAreAChoice(S3Settings.Checksums checksums) throws Exception {
    S3Settings usual = S3Server.settings(server.url());
    S3Settings settings =
        new S3Settings(
            usual.endpoint(), "eu-west-1", true, checksums, usual.timeout(), usual.timeout(), 1);
    try (S3Stores chosen = new S3Stores(settings, line -> {}, S3Server.credentials())) {
      BlobStore store = chosen.open(S3Location.of("s3://" + bucket + "/x"));
      for (int size : new int[] {0, 1000, 17 << 20}) {
        MadeContent content = new MadeContent(size);
        store.put("k", content);
        assertThat(store.get("k")).isEqualTo(content.bytes());
      }
      assertThat(store.putIfAbsent("k", new byte[1])).isFalse();
    }
  }
}
