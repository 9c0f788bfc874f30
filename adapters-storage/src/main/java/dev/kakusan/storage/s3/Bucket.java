package dev.kakusan.storage.s3;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.StoreException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Requests to one bucket, repeated where that can help. The SDK's own repetitions are off: they
 * cannot tell the first contact from later ones, nor an attempt that may have done its work.
 */
final class Bucket {

  /** One request; what it throws of its own is not the store's failure. */
  @FunctionalInterface
  interface Request<T> {
    T send(S3Client client) throws IOException;
  }

  /** Codes that only a store with such a bucket gives, to one who may use it. */
  private static final Set<String> GOOD_CONTACT =
      Set.of("NoSuchKey", "NoSuchUpload", "PreconditionFailed", "InvalidRange");

  private static final BackoffStrategy PAUSES =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(100), Duration.ofSeconds(10));

  private final String name;
  private final S3Client client;
  private final S3Settings settings;
  private final Failures failures;
  private final Notices notices;
  private volatile boolean reached;
  private volatile boolean answered;

  Bucket(String name, S3Client client, S3Settings settings, String endpoint, Notices notices) {
    this.name = name;
    this.client = client;
    this.settings = settings;
    this.failures = new Failures(name, endpoint, settings);
    this.notices = notices;
  }

  String name() {
    return name;
  }

  int attempts() {
    return settings.attempts();
  }

  /** Whether the bucket is known to be there, for who has these credentials. */
  boolean hasAnswered() {
    return answered;
  }

  /** Sends a request until it succeeds, or another attempt cannot help, or there were enough. */
  <T> T ask(Request<T> request) throws IOException, RequestFailure {
    return ask(settings.attempts(), request);
  }

  <T> T ask(int attempts, Request<T> request) throws IOException, RequestFailure {
    boolean perhapsDone = false;
    for (int attempt = 1; ; attempt++) {
      try {
        T answer = request.send(client);
        reached = true;
        answered = true;
        return answer;
      } catch (SdkException e) {
        failIfInterrupted(e);
        reached |= RequestFailure.status(e) != 0;
        answered |= GOOD_CONTACT.contains(RequestFailure.code(e));
        if (attempt >= attempts || !Repeats.canHelp(e, reached, attempt)) {
          throw new RequestFailure(e, attempt, perhapsDone);
        }
        perhapsDone |= !Repeats.isClear(e);
        pause(Failures.briefly(e), attempt);
      }
    }
  }

  /** Waits before the next attempt, longer each time, and tells the user why. */
  void pause(String why, int attempt) throws InterruptedIOException {
    notices.say(
        "s3://%s: %s, trying again (%d of %d)"
            .formatted(name, why, attempt + 1, settings.attempts()));
    try {
      Thread.sleep(PAUSES.computeDelay(attempt).toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void failIfInterrupted(SdkException e) throws InterruptedIOException {
    if (Thread.currentThread().isInterrupted()
        || Repeats.cause(e, AbortedException.class) != null
        || Repeats.cause(e, InterruptedException.class) != null) {
      throw interrupted(e);
    }
  }

  static InterruptedIOException interrupted(Exception cause) {
    Thread.currentThread().interrupt();
    InterruptedIOException e = new InterruptedIOException("interrupted while S3 was asked");
    e.initCause(cause);
    return e;
  }

  /**
   * The failure of a request as the port has it.
   *
   * @param tried such as {@code read s3://bucket/key}
   * @throws InvalidInput where the bucket has never answered well
   */
  StoreException failure(String tried, RequestFailure failure) {
    String message = "cannot " + tried + ": " + failures.told(failure);
    if (!answered) {
      throw new InvalidInput(message, failure.reason);
    }
    return new StoreException(message, failure.reason);
  }
}
