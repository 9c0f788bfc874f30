package dev.kakusan.it;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;

/** Small data sets of every kind, written where a test wants them. */
final class SmallData {

  /** To be put behind the name of a file of {@link #csv}. */
  static final String CSV_OPTIONS = "?shape=1x8x8&levels=17&label=last";

  private SmallData() {}

  /** {@code rows} images of 8x8 with levels 0..16, a bright quarter each; the label says which. */
  static Path csv(Path file, int rows) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      for (int at = 0; at < 64; at++) {
        text.append(value(i, at)).append(',');
      }
      text.append(i % 4).append('\n');
    }
    return write(file, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static int value(int image, int at) {
    boolean bright = (at / 32) * 2 + (at % 8) / 4 == image % 4;
    return (bright ? 13 : 0) + (image * 31 + at * 7 + image * at) % 4;
  }

  /** An IDX file of unsigned bytes that claims those dimensions and holds {@code bytes} of them. */
  static byte[] idx(int magic, int bytes, int... dims) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * dims.length + bytes);
    file.putInt(magic);
    for (int d : dims) {
      file.putInt(d);
    }
    for (int i = 0; file.hasRemaining(); i++) {
      file.put((byte) (dims.length == 1 ? i % 10 : value(i / 64, i % 64) * 15));
    }
    return file.array();
  }

  /** {@code count} images of 8x8. */
  static byte[] idxImages(int count) {
    return idx(0x803, count * 64, count, 8, 8);
  }

  static byte[] idxLabels(int count) {
    return idx(0x801, count, count);
  }

  /** A whole folder of IDX files. */
  static Path idxFolder(Path folder, int train, int test) {
    write(folder.resolve("train-images-idx3-ubyte"), idxImages(train));
    write(folder.resolve("train-labels-idx1-ubyte"), idxLabels(train));
    write(folder.resolve("t10k-images-idx3-ubyte"), idxImages(test));
    write(folder.resolve("t10k-labels-idx1-ubyte"), idxLabels(test));
    return folder;
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** {@code count} grey PNGs of 8x8 in two classes. */
  static Path images(Path folder, int count) {
    for (int i = 0; i < count; i++) {
      png(folder.resolve("class-" + i % 2).resolve(String.format("%04d.png", i)), 8, 8, i);
    }
    return folder;
  }

  static Path png(Path file, int width, int height, int seed) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.getRaster().setSample(x, y, 0, value(seed, y % 8 * 8 + x % 8) * 15);
      }
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      ImageIO.write(image, "png", file.toFile());
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
