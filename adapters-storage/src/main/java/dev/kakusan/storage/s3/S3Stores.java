package dev.kakusan.storage.s3;

import dev.kakusan.storage.BlobStore;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.utils.AttributeMap;

/** The stores on S3, over one client that is made with the first of them. */
public final class S3Stores implements AutoCloseable {

  /** Shorter than servers close silent connections, and than most of them restart. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  private static final int CONNECTIONS = 32;

  private final S3Settings settings;
  private final Notices notices;
  private final @Nullable AwsCredentialsProvider credentials;
  private final ExecutorService uploads =
      Executors.newFixedThreadPool(MultipartUpload.AT_ONCE, daemons("s3-upload"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(daemons("s3-clock"));
  private final Map<String, Bucket> buckets = new HashMap<>();
  private @Nullable S3Client client;
  private String endpoint = "";

  /**
   * @param notices gets a line where a request is tried again, one a second at most, from any
   *     thread
   */
  public S3Stores(S3Settings settings, Consumer<String> notices) {
    this(settings, notices, null);
  }

  S3Stores(
      S3Settings settings, Consumer<String> notices, @Nullable AwsCredentialsProvider credentials) {
    this.settings = settings;
    this.notices = new Notices(notices);
    this.credentials = credentials;
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * The store at a location; nothing is asked of the server yet.
   *
   * @throws dev.kakusan.InvalidInput where the region or the server is given nowhere, or badly
   */
  public synchronized BlobStore open(S3Location location) {
    S3Client shared = client == null ? connected() : client;
    client = shared;
    Bucket bucket =
        buckets.computeIfAbsent(
            location.bucket(), name -> new Bucket(name, shared, settings, endpoint, notices));
    return new S3BlobStore(location, bucket, uploads);
  }

  private S3Client connected() {
    URI url = Surroundings.endpoint(settings);
    Region region = Surroundings.region(settings, url);
    endpoint = url == null ? "https://s3." + region.id() + ".amazonaws.com" : url.toString();
    boolean pathStyle = settings.pathStyle() == null ? url != null : settings.pathStyle();
    S3ClientBuilder builder =
        S3Client.builder()
            .region(region)
            .credentialsProvider(credentials == null ? Surroundings.credentials(url) : credentials)
            .forcePathStyle(pathStyle)
            // Ceph takes no empty object whose body is signed in chunks.
            .serviceConfiguration(c -> c.chunkedEncodingEnabled(false))
            .httpClientBuilder(new Transport())
            .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
    switch (settings.checksums()) {
      case WHEN_REQUIRED ->
          builder
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
      case WHEN_SUPPORTED ->
          builder
              .requestChecksumCalculation(RequestChecksumCalculation.WHEN_SUPPORTED)
              .responseChecksumValidation(ResponseChecksumValidation.WHEN_SUPPORTED);
    }
    if (url != null) {
      builder.endpointOverride(url);
    }
    return builder.build();
  }

  /** A builder, as the SDK closes only what it has built. */
  private final class Transport implements SdkHttpClient.Builder<Transport> {
    @Override
    public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
      SdkHttpClient apache =
          Apache5HttpClient.builder()
              .maxConnections(CONNECTIONS)
              .connectionTimeout(settings.connectTimeout())
              .socketTimeout(settings.timeout())
              .connectionAcquisitionTimeout(settings.timeout())
              .connectionMaxIdleTime(IDLE)
              .tcpKeepAlive(true)
              .buildWithDefaults(defaults);
      return new WatchedHttpClient(apache, clock, settings.timeout());
    }
  }

  /** Ends the connections; the stores are of no use after. */
  @Override
  public synchronized void close() {
    uploads.shutdownNow();
    if (client != null) {
      client.close();
    }
    clock.shutdownNow();
  }
}
