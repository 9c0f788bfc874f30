package dev.kakusan.storage.s3;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobKeys;
import java.util.regex.Pattern;

/**
 * A place in a bucket: {@code s3://bucket/prefix}.
 *
 * @param text as the user gave it
 * @param prefix what all keys there begin with, without a slash at its end; empty for the whole
 *     bucket
 */
public record S3Location(String text, String bucket, String prefix) {

  private static final String SCHEME = "s3://";
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");

  public S3Location {
    if (!BUCKET.matcher(bucket).matches()
        || bucket.contains("..")
        || ADDRESS.matcher(bucket).matches()) {
      throw new InvalidInput(
          String.format(
              "%s: a bucket's name has 3 to 63 lowercase letters, digits, '.' and '-', begins and"
                  + " ends with a letter or digit, and is no IP address; got '%s'",
              text, bucket));
    }
    if (!prefix.isEmpty()) {
      try {
        BlobKeys.checked(prefix);
      } catch (IllegalArgumentException e) {
        throw new InvalidInput(text + ": no valid prefix: " + e.getMessage(), e);
      }
    }
  }

  /** Reads what a user wrote; slashes at the end do not matter. */
  public static S3Location of(String text) {
    if (!text.startsWith(SCHEME)) {
      throw new InvalidInput("a location on S3 reads s3://bucket/prefix, got '" + text + "'");
    }
    String path = text.substring(SCHEME.length()).replaceAll("/+$", "");
    int slash = path.indexOf('/');
    return slash < 0
        ? new S3Location(text, path, "")
        : new S3Location(text, path.substring(0, slash), path.substring(slash + 1));
  }

  /** What a key of the port is called in the bucket; works for beginnings of keys too. */
  String object(String key) {
    return prefix.isEmpty() ? key : prefix + "/" + key;
  }

  /** What an object of the bucket below this place is called in the port. */
  String key(String object) {
    return prefix.isEmpty() ? object : object.substring(prefix.length() + 1);
  }
}
