package dev.kakusan.storage.data;

import dev.kakusan.random.RandomKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files, good and bad. */
final class IdxFixture {

  private IdxFixture() {}

  /** Both splits: {@code n} training images of 3 by 4 and 5 test images, of 7 classes. */
  static Path folder(Path folder, int n, boolean gzip) throws IOException {
    pair(folder, "train", n, gzip);
    pair(folder, "t10k", 5, gzip);
    return folder;
  }

  static void pair(Path folder, String prefix, int n, boolean gzip) throws IOException {
    String end = gzip ? "-ubyte.gz" : "-ubyte";
    byte[] pixels = noise(prefix, 12 * n);
    byte[] images = idx(0x803, pixels, n, 3, 4);
    byte[] labels = new byte[n];
    for (int i = 0; i < n; i++) {
      labels[i] = (byte) (i % 7);
    }
    byte[] classes = idx(0x801, labels, n);
    Files.write(folder.resolve(prefix + "-images-idx3" + end), gzip ? zip(images) : images);
    Files.write(folder.resolve(prefix + "-labels-idx1" + end), gzip ? zip(classes) : classes);
  }

  static byte[] noise(String name, int n) {
    byte[] bytes = new byte[n];
    RandomKey.root(1).child(name).generator().nextBytes(bytes);
    return bytes;
  }

  static byte[] idx(int magic, byte[] content, int... sizes) {
    ByteBuffer buffer = ByteBuffer.allocate(4 + 4 * sizes.length + content.length);
    buffer.putInt(magic);
    for (int size : sizes) {
      buffer.putInt(size);
    }
    return buffer.put(content).array();
  }

  static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
