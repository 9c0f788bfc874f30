package dev.kakusan.it;

import static dev.kakusan.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.it.CommandLineProcess.Finished;
import dev.kakusan.storage.s3.FaultProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Locations on S3 that cannot be used: one line, exit code 2, and soon. */
final class BadS3IT {

  @TempDir static Path folder;
  private static S3Process server;

  @BeforeAll
  static void start() {
    server = new S3Process(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Map<String, String> environment() {
    return new HashMap<>(S3Process.environment(server.url(), folder.resolve("home")));
  }

  private static Finished train(Map<String, String> environment, String... options) {
    List<String> line = new ArrayList<>(List.of("train", "--data", "builtin:moons"));
    line.addAll(List.of("--backend", "reference", "--network", "mlp", "--steps", "5"));
    line.addAll(List.of(options));
    return CommandLineProcess.start(folder, environment, line.toArray(String[]::new)).await();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --run s3:/bucket/x                         | s3://bucket/prefix, got 's3:/bucket/x'
          --run s3://                                | a bucket's name has 3 to 63
          --run s3://Big_Bucket/x                    | got 'Big_Bucket'
          --run s3://bucket/a//b                     | a key is names joined by '/'
          --run s3://bucket/x --s3-endpoint ftp://h  | --s3-endpoint must be http://host:port or https://host, got 'ftp://h'
          --run s3://bucket/x --s3-timeout 0         | --s3-timeout must be in 0.001..86400 seconds, got 0
          --run s3://bucket/x --s3-checksums maybe   | when-required, when-supported; got 'maybe'
          --run s3://bucket/x --s3-region a/b        | --s3-region must be a name
          --run s3://nobody-made-this/x              | no bucket 'nobody-made-this' at http://127.0.0.1
          --run s3://bucket/x --s3-endpoint http://127.0.0.1:1 | http://127.0.0.1:1
          --run gs://bucket/x                        | no store for scheme 'gs' in gs://bucket/x; known: file, s3
          """)
  void whatIsGivenCannotBe(String options, String words) {
    assertRefused(train(environment(), options.split(" ", -1)), words);
  }

  @Test
  void noCredentialsAnywhere() {
    Map<String, String> environment = environment();
    environment.remove("AWS_ACCESS_KEY_ID");
    environment.remove("AWS_SECRET_ACCESS_KEY");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
    environment.put("AWS_CONFIG_FILE", folder.resolve("none").toString());
    assertRefused(
        train(environment, "--run", "s3://bucket/x"), "no credentials", "AWS_ACCESS_KEY_ID");
  }

  @Test
  void credentialsThatTheServerDoesNotTakeAndThatAreNeverShown() {
    Map<String, String> environment = environment();
    environment.put("AWS_SECRET_ACCESS_KEY", "not-the-secret");
    Finished wrong = train(environment, "--run", "s3://bucket/x");
    assertRefused(wrong, "s3://bucket");
    assertThat(wrong.err()).doesNotContain("not-the-secret", "kakusan-access");
    environment.put("AWS_ACCESS_KEY_ID", "nobody-known");
    assertRefused(train(environment, "--run", "s3://bucket/x"), "s3://bucket");
  }

  @Test
  void aServerThatIsNoS3() throws IOException {
    try (FaultProxy relay = new FaultProxy(server.url())) {
      relay.answer(50, "200 OK", "text/html", "<html><body>Welcome</body></html>");
      assertRefused(through(relay.url()), "answers, but not as an S3 server does");
    }
  }

  @Test
  void aServerThatNeverAnswersIsNotWaitedForLong() throws IOException {
    try (FaultProxy relay = new FaultProxy(server.url())) {
      relay.blackHole();
      long start = System.nanoTime();
      assertRefused(through(relay.url()), relay.url().toString());
      assertThat(System.nanoTime() - start).isLessThan(60_000_000_000L);
    }
  }

  private static Finished through(URI url) {
    return train(
        environment(),
        "--run",
        "s3://bucket/x",
        "--s3-endpoint",
        url.toString(),
        "--s3-timeout",
        "3");
  }

  @Test
  void nothingWasWritten() {
    assertRefused(
        train(environment(), "--run", "s3://bucket/x", "--learning-rate", "-1"), "learning-rate");
    assertThat(Folders.names(server.objects())).isEmpty();
  }
}
