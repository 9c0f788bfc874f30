package dev.kakusan.storage.s3;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Which failures another attempt can mend. */
final class Repeats {

  private static final Set<String> PASSING =
      Set.of(
          "SlowDown",
          "InternalError",
          "ServiceUnavailable",
          "RequestTimeout",
          "ConditionalRequestConflict",
          "OperationAborted",
          "IncompleteBody",
          "Throttling",
          "ThrottlingException",
          "TooManyRequests");

  private static final int ATTEMPTS_AT_A_STRANGER = 3;

  private Repeats() {}

  /**
   * @param reached whether the server has ever answered; one that has not is likely mistyped
   * @param attempt the one that failed, from 1
   */
  static boolean canHelp(SdkException e, boolean reached, int attempt) {
    int status = RequestFailure.status(e);
    if (status != 0) {
      return status == 429
          || (status >= 500 && status != 501)
          || PASSING.contains(RequestFailure.code(e))
          || (isClockSkew(e) && attempt == 1); // the SDK has learned the server's time
    }
    IOException broken = cause(e, IOException.class);
    if (broken instanceof NotS3 || e instanceof NoCredentials) {
      return false;
    }
    if (broken == null) { // an answer cut short, or one that S3 never gives
      return reached || attempt < ATTEMPTS_AT_A_STRANGER;
    }
    return reached || !isOutOfReach(broken);
  }

  static boolean isClockSkew(SdkException e) {
    return Set.of("RequestTimeTooSkewed", "RequestExpired").contains(RequestFailure.code(e));
  }

  /** Whether the attempt that failed so was surely without effect; a relay's 503 says nothing. */
  static boolean isClear(SdkException e) {
    int status = RequestFailure.status(e);
    return (status == 503 && !RequestFailure.code(e).isEmpty()) || (status >= 400 && status < 500);
  }

  private static boolean isOutOfReach(IOException e) {
    return e instanceof ConnectException
        || e instanceof NoRouteToHostException
        || e instanceof UnknownHostException
        || e instanceof SocketTimeoutException
        || e instanceof SSLException;
  }

  /** The first of a kind in a chain of causes. */
  static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> kind) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (kind.isInstance(at)) {
        return kind.cast(at);
      }
    }
    return null;
  }
}
