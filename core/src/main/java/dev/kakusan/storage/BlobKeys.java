package dev.kakusan.storage;

/** The law of a key. */
public final class BlobKeys {

  private BlobKeys() {}

  /** The key itself, if it is a relative path of proper names joined by {@code /}. */
  public static String checked(String key) {
    for (String name : key.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('\\') >= 0) {
        throw new IllegalArgumentException("a key is names joined by '/', got '" + key + "'");
      }
    }
    return key;
  }
}
