package dev.kakusan.storage;

import dev.kakusan.InvalidInput;

/** A file of a checkpoint is missing, or not as it was written. */
public final class DamagedCheckpoint extends InvalidInput {

  private static final long serialVersionUID = 1;

  /**
   * @param message one line that names the file
   */
  public DamagedCheckpoint(String message) {
    super(message);
  }

  public DamagedCheckpoint(String message, Throwable cause) {
    super(message, cause);
  }
}
