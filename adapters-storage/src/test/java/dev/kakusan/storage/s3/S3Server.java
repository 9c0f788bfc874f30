package dev.kakusan.storage.s3;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.blobstore.BlobStore;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** An S3 server in this process, with its objects in memory. */
public final class S3Server implements AutoCloseable {

  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final String KEY = "test-key";
  private static final String SECRET = "test-secret";

  private final BlobStore objects;
  private S3Proxy server;

  public S3Server() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("jclouds.identity", KEY);
    properties.setProperty("jclouds.credential", SECRET);
    objects = BlobStores.create("transient-nio2", properties);
    server = started(0);
  }

  private S3Proxy started(int port) throws Exception {
    S3Proxy made =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:" + port))
            .awsAuthentication(AuthenticationType.AWS_V4, KEY, SECRET)
            .stopTimeout(0)
            .ignoreUnknownHeaders(true)
            .build();
    made.start();
    return made;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }

  public void stop() throws Exception {
    server.stop();
  }

  /** The same objects on the same port. */
  void startAgain(int port) throws Exception {
    server = started(port);
  }

  public String newBucket() {
    String name = "bucket-" + BUCKETS.incrementAndGet();
    objects.createContainer(CreateBucketRequest.builder().bucket(name).build());
    return name;
  }

  void markFolder(String bucket, String name) {
    objects.putBlob(
        PutObjectRequest.builder().bucket(bucket).key(name).contentLength(0L).build(),
        InputStream.nullInputStream());
  }

  /** As a client does that then dies. */
  void beginUpload(String bucket, String key) {
    try (S3Client client =
        S3Client.builder()
            .endpointOverride(url())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(credentials())
            .build()) {
      client.createMultipartUpload(r -> r.bucket(bucket).key(key));
    }
  }

  /** Uploads in parts that were neither ended nor given up. */
  List<MultipartUpload> unfinished(String bucket) {
    return objects.listMultipartUploads(bucket);
  }

  static AwsCredentialsProvider credentials() {
    return credentials(KEY, SECRET);
  }

  static AwsCredentialsProvider credentials(String key, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret));
  }

  /** Settings that are quick to give up. */
  static S3Settings settings(URI endpoint) {
    return settings(endpoint, 6);
  }

  static S3Settings settings(URI endpoint, int attempts) {
    return new S3Settings(
        endpoint.toString(),
        null,
        null,
        S3Settings.Checksums.WHEN_REQUIRED,
        Duration.ofMillis(800),
        Duration.ofMillis(1500),
        attempts);
  }

  /** Stores with notices kept. */
  static S3Stores stores(URI endpoint, List<String> notices) {
    return new S3Stores(settings(endpoint), notices::add, credentials());
  }

  public static S3Stores stores(URI endpoint) {
    return stores(endpoint, new CopyOnWriteArrayList<>());
  }

  @Override
  public void close() throws Exception {
    server.stop();
  }
}
