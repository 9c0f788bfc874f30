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
  private static final int ROUNDS = 7;

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
    Path file = file(15); // below the size at which parts go at once: the same requests
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
      for (int round = 0; round < ROUNDS + 2; round++) {
        double ourUp = seconds(() -> store.put("blob", Content.of(file)));
        double plainUp =
            seconds(
                () ->
                    plain.putObject(
                        r -> r.bucket("bucket").key("plain"), RequestBody.fromFile(file)));
        double ourDown =
            seconds(
                () -> {
                  try (InputStream in = store.open("blob", 0);
                      OutputStream out = Files.newOutputStream(back)) {
                    in.transferTo(out);
                  }
                });
        Files.delete(back);
        double plainDown =
            seconds(
                () ->
                    plain.getObject(
                        r -> r.bucket("bucket").key("plain"), ResponseTransformer.toFile(back)));
        Files.delete(back);
        if (round >= 2) { // warm
          up.add(plainUp / ourUp);
          down.add(plainDown / ourDown);
        }
      }
      up.sort(null);
      down.sort(null);
      System.out.printf("throughput, ours / plain: up %.2f of %s%n", up.get(ROUNDS / 2), up);
      System.out.printf("throughput, ours / plain: down %.2f of %s%n", down.get(ROUNDS / 2), down);
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

  private static double seconds(Work work) throws IOException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) * 1e-9;
  }
}
