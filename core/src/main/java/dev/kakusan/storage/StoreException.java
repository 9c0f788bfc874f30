package dev.kakusan.storage;

import java.io.IOException;

/**
 * A store that is elsewhere did not do as it was asked: it is out of reach, too busy, or refuses
 * what it took before. It may be well again later; what was stored before is not in doubt.
 */
public final class StoreException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * @param message one line: what was tried, where, why it failed and what can be done
   */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
