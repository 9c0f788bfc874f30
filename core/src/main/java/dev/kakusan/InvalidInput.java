package dev.kakusan;

/**
 * Something a user gave cannot be used. The message stands alone as one line: what was wrong, the
 * value, the bound or the choices, and the place.
 */
public class InvalidInput extends IllegalArgumentException {

  public InvalidInput(String message) {
    super(message);
  }

  public InvalidInput(String message, Throwable cause) {
    super(message, cause);
  }
}
