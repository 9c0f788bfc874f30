package dev.kakusan.storage;

import java.io.IOException;

/** Another process writes this run now; what this one would write is refused. */
public final class NotTheWriterException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * @param message one line that names the run and the other process
   */
  public NotTheWriterException(String message) {
    super(message);
  }
}
