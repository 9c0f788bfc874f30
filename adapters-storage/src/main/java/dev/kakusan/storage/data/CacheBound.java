package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import org.jspecify.annotations.Nullable;

/**
 * How much the cache may hold.
 *
 * @param bytes above 0
 */
record CacheBound(long bytes) {

  static final String VARIABLE = "KAKUSAN_CACHE_GB";

  private static final String USUAL = "20";

  /** From the environment variable's value, in GB. */
  static CacheBound of(@Nullable String value) {
    String text = value == null || value.isBlank() ? USUAL : value.strip();
    try {
      double bytes = 1e9 * Double.parseDouble(text);
      if (bytes >= 1 && Double.isFinite(bytes)) {
        return new CacheBound((long) bytes);
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new InvalidInput(VARIABLE + " must be a number of GB above 0, got '" + text + "'");
  }

  InvalidInput exceeded(RemoteFiles files, String where) {
    return new InvalidInput(
        "%s: %s%s, more than the %s that the cache may hold; set %s to more GB"
            .formatted(files.title(), files.amount(), where, Amounts.of(bytes), VARIABLE));
  }
}
