package dev.kakusan.storage.s3;

import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.BlobStoreContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

final class S3BlobStoreBelowAPrefixTest implements BlobStoreContract {

  private static S3Server server;

  private S3Stores stores;
  private S3Location location;

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
    location = S3Location.of("s3://" + server.newBucket() + "/some where/runs");
  }

  @AfterEach
  void close() {
    stores.close();
  }

  @Override
  public BlobStore store() {
    return stores.open(location);
  }
}
