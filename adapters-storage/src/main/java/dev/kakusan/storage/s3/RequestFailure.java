package dev.kakusan.storage.s3;

import java.util.Objects;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A request that failed for good.
 *
 * <p>{@link #perhapsDone} is true where an attempt before the last one ended without a clear
 * answer: it may have done its work.
 */
final class RequestFailure extends Exception {

  private static final long serialVersionUID = 1;

  final SdkException reason;
  final int attempts;
  final boolean perhapsDone;

  RequestFailure(SdkException reason, int attempts, boolean perhapsDone) {
    super(reason);
    this.reason = reason;
    this.attempts = attempts;
    this.perhapsDone = perhapsDone;
  }

  /** The status of the answer; 0 where there was none. */
  int status() {
    return status(reason);
  }

  boolean is(String code) {
    return code(reason).equals(code);
  }

  static int status(SdkException e) {
    return e instanceof AwsServiceException answer ? answer.statusCode() : 0;
  }

  /** S3's name for what is wrong; empty where there is none. */
  static String code(SdkException e) {
    return e instanceof AwsServiceException answer && answer.awsErrorDetails() != null
        ? Objects.requireNonNullElse(answer.awsErrorDetails().errorCode(), "")
        : "";
  }
}
