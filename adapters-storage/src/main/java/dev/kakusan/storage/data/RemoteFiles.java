package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobEntry;
import dev.kakusan.storage.BlobKeys;
import dev.kakusan.storage.BlobStore;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Files in a store that belong together.
 *
 * @param place of the folder that holds them
 * @param store of that place
 * @param files as listed, the keys relative to the place
 * @param name of the only file where one was named; empty for a folder
 */
record RemoteFiles(String place, BlobStore store, List<BlobEntry> files, String name) {

  private static final int DEEPEST = 4; // names in train/class/deeper/x.png, which is refused
  private static final Pattern OF_BYTES = Pattern.compile("[0-9a-f]{32}(-\\d+)?");

  /**
   * Those that a folder of data is made of.
   *
   * @throws InvalidInput where there are none
   */
  RemoteFiles data() {
    List<BlobEntry> data = files.stream().filter(file -> IdxFolder.isIdx(file.key())).toList();
    if (data.isEmpty()) {
      data = files.stream().filter(file -> isImage(file.key())).toList();
    }
    if (data.isEmpty()) {
      throw FileSource.noData(place);
    }
    data.forEach(this::requireName);
    return new RemoteFiles(place, store, data, name);
  }

  private static boolean isImage(String key) {
    String[] names = key.split("/");
    boolean hidden = key.startsWith(".") || key.contains("/.");
    return ImageFolder.isImage(names[names.length - 1]) && !hidden && names.length <= DEEPEST;
  }

  private void requireName(BlobEntry file) {
    try {
      BlobKeys.checked(file.key());
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(place + ": no file can be called so: " + e.getMessage(), e);
    }
  }

  long bytes() {
    return files.stream().mapToLong(BlobEntry::size).sum();
  }

  /** In words. */
  String amount() {
    String count = files.size() == 1 ? "1 file" : files.size() + " files";
    return count + ", " + Amounts.of(bytes());
  }

  /** What a user would call them. */
  String title() {
    return name.isEmpty() ? place : place + "/" + name;
  }

  String named(BlobEntry file) {
    return place + "/" + file.key();
  }

  /** An entity tag without its quotes. */
  static String tag(BlobEntry file) {
    return file.version().replace("\"", "");
  }

  /**
   * The same for the same files wherever they are, and another when one of them changes. Where tags
   * are not made from bytes, alike ones at two places need not mean alike files.
   */
  String id() {
    StringBuilder text = new StringBuilder();
    boolean anywhere = files.stream().allMatch(file -> OF_BYTES.matcher(tag(file)).matches());
    text.append(anywhere ? "" : place).append('\n');
    for (BlobEntry file : files) {
      text.append(file.size()).append(' ').append(tag(file)).append(' ');
      text.append(file.key()).append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
  }
}
