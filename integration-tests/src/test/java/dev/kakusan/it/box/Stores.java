package dev.kakusan.it.box;

import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.s3.S3Location;
import dev.kakusan.storage.s3.S3Settings;
import dev.kakusan.storage.s3.S3Stores;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Blob stores on a server, each an empty bucket of its own, and what they told the user. */
final class Stores implements AutoCloseable {

  private static final AtomicInteger BUCKETS = new AtomicInteger();

  private final S3Server server;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final S3Stores stores;

  /**
   * @param timeout for which the server may be silent
   */
  Stores(S3Server server, Duration timeout, int attempts) {
    this.server = server;
    // Both servers know the same user, so suites that run side by side do not disturb each other.
    System.setProperty("aws.accessKeyId", server.accessKey());
    System.setProperty("aws.secretAccessKey", server.secretKey());
    S3Settings standard = S3Settings.standard();
    stores =
        new S3Stores(
            new S3Settings(
                server.endpoint().toString(),
                standard.region(),
                standard.pathStyle(),
                standard.checksums(),
                standard.connectTimeout(),
                timeout,
                attempts),
            notices::add);
  }

  /** As a user has it who sets nothing but the server. */
  static Stores standard(S3Server server) {
    S3Settings standard = S3Settings.standard();
    return new Stores(server, standard.timeout(), standard.attempts());
  }

  /** At a prefix of a new bucket. */
  BlobStore empty() {
    String bucket = "kakusan-" + BUCKETS.incrementAndGet();
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(server.accessKey(), server.secretKey())))
            .build()) {
      client.createBucket(request -> request.bucket(bucket));
    }
    return stores.open(S3Location.of("s3://" + bucket + "/some/prefix"));
  }

  List<String> notices() {
    return List.copyOf(notices);
  }

  @Override
  public void close() {
    stores.close();
  }
}
