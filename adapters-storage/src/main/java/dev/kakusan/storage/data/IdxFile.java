package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/**
 * A file of unsigned bytes in the IDX format (LeCun, Cortes and Burges): the magic number 0x0000_08
 * followed by the number of sizes, the sizes, then the bytes, all big-endian; gzipped where its
 * name ends in {@code .gz}.
 *
 * @param sizes the first is the number of items
 */
record IdxFile(Path path, int[] sizes) {

  private static final int UNSIGNED_BYTES = 0x0800;
  private static final long MOST_ITEM_BYTES = 1L << 26;

  /** Takes each item in turn. */
  @FunctionalInterface
  interface ItemReader {
    void item(int index, byte[] bytes);
  }

  /**
   * Reads the header and holds it against the length of the file, before anything is allocated.
   *
   * @param least fewest sizes allowed
   * @param most most sizes allowed
   */
  static IdxFile open(Path path, int least, int most) throws IOException {
    long length = length(path);
    try (DataInputStream in = stream(path)) {
      if (length < 4) {
        throw new InvalidInput(path + ": holds " + length + " bytes, too few for an IDX header");
      }
      int magic = in.readInt();
      int rank = magic - UNSIGNED_BYTES;
      if (rank < least || rank > most) {
        throw new InvalidInput(wrongMagic(path, magic, least, most));
      }
      int header = 4 + 4 * rank;
      if (length < header) {
        throw new InvalidInput(
            String.format("%s: holds %d bytes, its header alone needs %d", path, length, header));
      }
      int[] sizes = new int[rank];
      for (int i = 0; i < rank; i++) {
        sizes[i] = in.readInt();
      }
      checkLength(path, sizes, header, length);
      return new IdxFile(path, sizes);
    }
  }

  private static void checkLength(Path path, int[] sizes, int header, long length) {
    long expected = 1;
    for (int size : sizes) {
      if (size < 1) {
        throw new InvalidInput(
            String.format(
                "%s: sizes must lie in 1..2147483647, got %d in %s",
                path, Integer.toUnsignedLong(size), Arrays.toString(sizes)));
      }
      if (expected > Long.MAX_VALUE / 2 / size) {
        throw new InvalidInput(
            path + ": the sizes " + Arrays.toString(sizes) + " are beyond any file");
      }
      expected *= size;
    }
    expected += header;
    if (length != expected) {
      throw new InvalidInput(
          String.format(
              "%s: the sizes %s in its header need %d bytes, found %d",
              path, Arrays.toString(sizes), expected, length));
    }
    if ((expected - header) / sizes[0] > MOST_ITEM_BYTES) {
      throw new InvalidInput(
          String.format(
              "%s: items of the sizes %s; at most %d bytes each",
              path, Arrays.toString(sizes), MOST_ITEM_BYTES));
    }
  }

  private static String wrongMagic(Path path, int magic, int least, int most) {
    String choices = String.format("0x%08x", UNSIGNED_BYTES + least);
    if (most > least) {
      choices += String.format(" or 0x%08x", UNSIGNED_BYTES + most);
    }
    String hint = magic >>> 16 == 0x1f8b ? " (gzipped: its name should end in .gz)" : "";
    return String.format(
        "%s: magic number 0x%08x at byte 0, expected %s%s", path, magic, choices, hint);
  }

  int items() {
    return sizes[0];
  }

  /** The number of bytes in an item. */
  int itemBytes() {
    int bytes = 1;
    for (int i = 1; i < sizes.length; i++) {
      bytes *= sizes[i];
    }
    return bytes;
  }

  /** Reads the items in order; the array handed over is used again for the next. */
  void read(ItemReader reader) throws IOException {
    byte[] item = new byte[itemBytes()];
    try (DataInputStream in = stream(path)) {
      in.skipNBytes(4 + 4L * sizes.length);
      for (int i = 0; i < items(); i++) {
        in.readFully(item);
        reader.item(i, item);
      }
    }
  }

  /** All items of a file of single bytes. */
  int[] labels() throws IOException {
    int[] labels = new int[items()];
    read((i, bytes) -> labels[i] = bytes[0] & 0xff);
    return labels;
  }

  private static long length(Path path) throws IOException {
    long stored = Files.size(path);
    if (stored == 0 || !gzipped(path)) {
      return stored;
    }
    long length = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = stream(path)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        length += n;
      }
    } catch (IOException e) {
      throw Unreadable.because(path, e);
    }
    return length;
  }

  private static DataInputStream stream(Path path) throws IOException {
    InputStream in = Files.newInputStream(path);
    try {
      boolean unzip = gzipped(path) && Files.size(path) > 0;
      in = unzip ? new GZIPInputStream(in, 1 << 16) : in;
      return new DataInputStream(new BufferedInputStream(in, 1 << 16));
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static boolean gzipped(Path path) {
    return path.toString().endsWith(".gz");
  }
}
