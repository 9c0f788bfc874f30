package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.s3.S3Location;

/**
 * A place in a store.
 *
 * @param text without a slash at its end
 * @param above what holds it
 * @param name within that; empty for a whole bucket
 */
record RemotePlace(String text, String above, String name) {

  /**
   * Reads what a user wrote, without options.
   *
   * @throws InvalidInput where it is no location
   */
  static RemotePlace of(String text) {
    S3Location location = S3Location.of(text);
    String trimmed = text.replaceFirst("/+$", "");
    if (location.prefix().isEmpty()) {
      return new RemotePlace(trimmed, trimmed, "");
    }
    int slash = trimmed.lastIndexOf('/');
    return new RemotePlace(trimmed, trimmed.substring(0, slash), trimmed.substring(slash + 1));
  }
}
