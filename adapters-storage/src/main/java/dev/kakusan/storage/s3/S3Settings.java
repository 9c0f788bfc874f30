package dev.kakusan.storage.s3;

import dev.kakusan.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How S3 is spoken to. Credentials are no part of this: they come from the environment or a
 * profile.
 *
 * @param endpoint the server's URL; null takes {@code AWS_ENDPOINT_URL_S3}, {@code
 *     AWS_ENDPOINT_URL}, the profile's, or Amazon's own
 * @param region null takes {@code AWS_REGION} or the profile's
 * @param pathStyle whether the bucket stands in the path rather than in the host's name; null means
 *     wherever an endpoint is given
 * @param connectTimeout for a connection to be made
 * @param timeout for which a connection may be silent
 * @param attempts at each request, the first one included
 */
public record S3Settings(
    @Nullable String endpoint,
    @Nullable String region,
    @Nullable Boolean pathStyle,
    Checksums checksums,
    Duration connectTimeout,
    Duration timeout,
    int attempts) {

  /** When the SDK adds checksums of its own to requests. */
  public enum Checksums {
    /** Ceph knows no others. */
    WHEN_REQUIRED("when-required"),
    WHEN_SUPPORTED("when-supported");

    private final String text;

    Checksums(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  public S3Settings {
    if (endpoint != null) {
      url("--s3-endpoint", endpoint);
    }
    if (region != null && !region.matches("[A-Za-z0-9-]+")) {
      throw new InvalidInput(
          "--s3-region must be a name such as eu-central-1, got '" + region + "'");
    }
    positive("the time to connect to S3", connectTimeout);
    positive("the time to wait for S3", timeout);
    if (attempts < 1) {
      throw new InvalidInput("there must be at least 1 attempt at S3, got " + attempts);
    }
  }

  /** What suits most servers. */
  public static S3Settings standard() {
    return new S3Settings(
        null,
        null,
        null,
        Checksums.WHEN_REQUIRED,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        8);
  }

  /** The URL of a server that was given under a name. */
  static URI url(String name, String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme();
      if (url.getHost() != null && ("http".equals(scheme) || "https".equals(scheme))) {
        return url;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new InvalidInput(name + " must be http://host:port or https://host, got '" + text + "'");
  }

  private static void positive(String what, Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new InvalidInput(what + " must be above 0, got " + time);
    }
  }
}
