package dev.kakusan.storage.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What went wrong between here and a bucket, in a line that says what can be done. */
final class Failures {

  private static final Pattern EXPECTED_REGION = Pattern.compile("expecting '([a-z0-9-]+)'");

  private final String bucket;
  private final String endpoint;
  private final S3Settings settings;

  Failures(String bucket, String endpoint, S3Settings settings) {
    this.bucket = bucket;
    this.endpoint = endpoint;
    this.settings = settings;
  }

  /** A few words for a notice. */
  static String briefly(SdkException e) {
    int status = RequestFailure.status(e);
    if (status != 0) {
      return (status + " " + RequestFailure.code(e)).strip();
    }
    IOException broken = Repeats.cause(e, IOException.class);
    return broken == null ? "an answer cut short" : briefly(broken);
  }

  static String briefly(IOException e) {
    if (e instanceof UnknownHostException) {
      return "unknown host";
    }
    if (isConnectTimeout(e)) {
      return "no connection in time";
    }
    if (e instanceof SocketTimeoutException) {
      return "no answer in time";
    }
    return e instanceof ConnectException ? "no connection" : "connection lost";
  }

  String told(RequestFailure failure) {
    String times = failure.attempts > 1 ? " (%d attempts)".formatted(failure.attempts) : "";
    return failure.reason instanceof AwsServiceException answer
        ? answered(answer) + times
        : unanswered(failure.reason) + times;
  }

  private String answered(AwsServiceException answer) {
    String code = RequestFailure.code(answer);
    int status = answer.statusCode();
    return switch (code) {
      case "NoSuchBucket" ->
          "no bucket '%s' at %s; create it, or check --s3-endpoint".formatted(bucket, endpoint);
      case "InvalidAccessKeyId" ->
          endpoint + " does not know the access key; check AWS_ACCESS_KEY_ID or the profile";
      case "SignatureDoesNotMatch" ->
          endpoint
              + " takes the secret key for a wrong one; check AWS_SECRET_ACCESS_KEY or the profile";
      case "ExpiredToken", "InvalidToken" ->
          endpoint + " no longer takes the session token; get new credentials";
      case "RequestTimeTooSkewed", "RequestExpired" ->
          "the clocks of this machine and of " + endpoint + " differ too much; set this one";
      case "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed" ->
          "bucket '%s' is in region %s; give that as --s3-region".formatted(bucket, region(answer));
      case "" -> unnamed(answer, status);
      default -> named(code, status);
    };
  }

  private String named(String code, int status) {
    if (status == 429 || status == 503) {
      return "%s is too busy (%d %s); try again later".formatted(endpoint, status, code);
    }
    if (status == 403) {
      return denied(" (" + code + ")");
    }
    return "%s refuses that (%d %s)%s"
        .formatted(endpoint, status, code, status >= 500 ? "; try again later" : "");
  }

  /** Answers without a body name no code. */
  private String unnamed(AwsServiceException answer, int status) {
    if (status == 301 || status == 307) {
      return "bucket '%s' is in region %s; give that as --s3-region"
          .formatted(bucket, region(answer));
    }
    if (status == 403) {
      return denied("");
    }
    if (status == 429 || status >= 500) {
      return "%s is too busy or not well (%d); try again later".formatted(endpoint, status);
    }
    return noS3();
  }

  private String denied(String why) {
    return "%s denies access to bucket '%s'%s; check the credentials and what they allow"
        .formatted(endpoint, bucket, why);
  }

  private String noS3() {
    return endpoint + " answers, but not as an S3 server does; check --s3-endpoint";
  }

  private static String region(AwsServiceException answer) {
    Matcher told =
        EXPECTED_REGION.matcher(
            Objects.requireNonNullElse(answer.awsErrorDetails().errorMessage(), ""));
    return Optional.ofNullable(answer.awsErrorDetails().sdkHttpResponse())
        .flatMap(response -> response.firstMatchingHeader("x-amz-bucket-region"))
        .or(() -> told.find() ? Optional.of(told.group(1)) : Optional.empty())
        .orElse("unknown to this one");
  }

  private String unanswered(SdkException e) {
    if (Repeats.cause(e, NoCredentials.class) != null) {
      return "no credentials for s3://%s; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile with AWS_PROFILE"
          .formatted(bucket);
    }
    IOException broken = Repeats.cause(e, IOException.class);
    return broken == null || broken instanceof NotS3 ? noS3() : broken(broken);
  }

  private String broken(IOException e) {
    if (e instanceof UnknownHostException) {
      return "no host has the name in " + endpoint + "; check --s3-endpoint and the network";
    }
    if (isConnectTimeout(e)) {
      return "no connection to %s within %s; check --s3-endpoint and the network"
          .formatted(endpoint, seconds(settings.connectTimeout().toMillis()));
    }
    if (e instanceof SocketTimeoutException) {
      return "%s was silent for %s; check --s3-endpoint, or try again later"
          .formatted(endpoint, seconds(settings.timeout().toMillis()));
    }
    if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
      return "no connection to %s (%s); check --s3-endpoint and that the server runs"
          .formatted(endpoint, e.getMessage());
    }
    if (e instanceof SSLException) {
      return "no safe connection to %s (%s); check --s3-endpoint".formatted(endpoint, oneLine(e));
    }
    return "the connection to %s was lost (%s); try again later".formatted(endpoint, oneLine(e));
  }

  private static boolean isConnectTimeout(IOException e) {
    return e.getClass().getSimpleName().equals("ConnectTimeoutException"); // the transport's own
  }

  private static String seconds(long millis) {
    return millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms";
  }

  private static String oneLine(IOException e) {
    String words = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    return words.lines().findFirst().orElse("");
  }
}
