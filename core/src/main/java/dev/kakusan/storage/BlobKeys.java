package dev.kakusan.storage;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * The law of a key: a relative path of names joined by {@code /}. A name is not empty, {@code .} or
 * {@code ..}, and holds neither a backslash nor a control character; all together have at most
 * {@value #MOST_BYTES} bytes in UTF-8.
 */
public final class BlobKeys {

  /** S3's bound. */
  public static final int MOST_BYTES = 1024;

  /**
   * The order of listings: that of the bytes in UTF-8, which differs from that of strings beyond
   * the basic plane.
   */
  public static final Comparator<String> ORDER =
      Comparator.comparing(
          key -> key.getBytes(StandardCharsets.UTF_8), java.util.Arrays::compareUnsigned);

  private BlobKeys() {}

  /** The key itself, if it is one. */
  public static String checked(String key) {
    for (String name : key.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        throw new IllegalArgumentException("a key is names joined by '/', got '" + key + "'");
      }
    }
    if (key.chars().anyMatch(c -> c == '\\' || Character.isISOControl(c))) {
      throw new IllegalArgumentException(
          "a key holds no backslash and no control character, got '" + key + "'");
    }
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES || !StandardCharsets.UTF_8.newEncoder().canEncode(key)) {
      throw new IllegalArgumentException(
          "a key is text of at most %d bytes in UTF-8, got %d: '%s'"
              .formatted(MOST_BYTES, bytes, key));
    }
    return key;
  }
}
