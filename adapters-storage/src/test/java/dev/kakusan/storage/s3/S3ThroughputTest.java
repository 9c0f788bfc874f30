package dev.kakusan.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * How fast blobs pass to and from S3Proxy on this machine beside the same client used plainly, in
 * turn; and two GiB through a heap of 256 MiB, which the profile gives. Takes minutes: {@code mvn
 * -Psoak}.
 */
@Tag("soak")
final class S3ThroughputTest {

  private static final long MIB = 1 << 20;
  private static final int ROUNDS = 11;

  @TempDir Path folder;

  private S3Proxy server() throws Exception {
    Properties properties = new Properties();
    properties.setProperty("jclouds.identity", "key");
    properties.setProperty("jclouds.credential", "secret");
    properties.setProperty("jclouds.filesystem.basedir", folder.resolve("data").toString());
    Files.createDirectories(folder.resolve("data/bucket"));
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(BlobStores.create("filesystem-nio2", properties))
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V4, "key", "secret")
            .ignoreUnknownHeaders(true)
            .build();
    server.start();
    return server;
  }

  private Path file(long mib) throws IOException {
    Path file = folder.resolve("file-" + mib);
    try (InputStream in = new MadeContent(mib * MIB).open(0);
        OutputStream out = Files.newOutputStream(file)) {
      in.transferTo(out);
    }
    return file;
  }

  @Test
  void asFastAsThePlainClient() throws Exception {
    S3Proxy server = server();
    URI url = URI.create("http://127.0.0.1:" + server.getPort());
    Path file = file(64);
    Path back = folder.resolve("back");
    try (S3Stores stores =
            new S3Stores(
                S3Server.settings(url), note -> {}, S3Server.credentials("key", "secret"));
        S3Client plain =
            S3Client.builder()
                .endpointOverride(url)
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(S3Server.credentials("key", "secret"))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build()) {
      BlobStore store = stores.open(S3Location.of("s3://bucket/ours"));
      List<Double> up = new ArrayList<>();
      List<Double> down = new ArrayList<>();
      Work ourPut = () -> store.put("blob", Content.of(file));
      Work plainPut =
          () ->
              plain.putObject(
                  r -> r.bucket("bucket").key("ours/plain"), RequestBody.fromFile(file));
      Work ourGet =
          () -> {
            try (InputStream in = store.open("blob", 0);
                OutputStream out = Files.newOutputStream(back)) {
              in.transferTo(out);
            }
          };
      Work plainGet =
          () -> {
            Files.deleteIfExists(back);
            plain.getObject(
                r -> r.bucket("bucket").key("ours/plain"), ResponseTransformer.toFile(back));
          };
      for (int round = 0; round < ROUNDS + 2; round++) {
        double faster = ratio(ourPut, plainPut, round % 2 == 0);
        double quicker = ratio(ourGet, plainGet, round % 2 == 0);
        if (round >= 2) { // warm
          up.add(faster);
          down.add(quicker);
        }
      }
      System.out.println(told("up", up));
      System.out.println(told("down", down));
    } finally {
      server.stop();
    }
  }

  @Test
  void twoGibibytesPassThroughASmallHeap() throws Exception {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThan(300 * MIB);
    S3Proxy server = server();
    URI url = URI.create("http://127.0.0.1:" + server.getPort());
    try (S3Stores stores =
        new S3Stores(S3Server.settings(url), note -> {}, S3Server.credentials("key", "secret"))) {
      BlobStore store = stores.open(S3Location.of("s3://bucket/large"));
      MadeContent content = new MadeContent(2048 * MIB);
      double up = seconds(() -> store.put("blob", content));
      long[] length = {0};
      double down =
          seconds(
              () -> {
                try (InputStream in = store.open("blob", 0)) {
                  byte[] buffer = new byte[1 << 16];
                  for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    assertThat(buffer[0]).isEqualTo(MadeContent.at(length[0]));
                    length[0] += n;
                  }
                }
              });
      assertThat(length[0]).isEqualTo(content.size());
      System.out.printf("2 GiB: up %.0f MiB/s, down %.0f MiB/s%n", 2048 / up, 2048 / down);
    } finally {
      server.stop();
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private static String told(String way, List<Double> ratios) {
    ratios.sort(null);
    return String.format(
        "64 MiB %s, ours as fast as plain: median %.2f, %.2f to %.2f",
        way, ratios.get(ROUNDS / 2), ratios.get(0), ratios.get(ROUNDS - 1));
  }

  /** How many times as fast the first is, done before the other or after it. */
  private static double ratio(Work ours, Work plain, boolean before) throws IOException {
    double first = seconds(before ? ours : plain);
    double second = seconds(before ? plain : ours);
    return before ? second / first : first / second;
  }

  private static double seconds(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }
}
