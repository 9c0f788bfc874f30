package dev.kakusan.cli.picture;

import dev.kakusan.compute.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Samples as a NumPy array file, format version 1.0: [N, C, H, W] for images, [N, D] for points, in
 * C order and little-endian. The type is uint8 for up to 256 levels, uint16 for up to 65,536, int32
 * for more, and float32 for continuous data.
 */
final class Npy {

  /** The header, magic and newline included, ends at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** Magic of six bytes, version of two, length of two. */
  private static final int PREFIX = 10;

  private static final int VALUES_AT_ONCE = 16_384;

  private Npy() {}

  static void write(Samples samples, OutputStream out) throws IOException {
    Type type = Type.of(samples.levels());
    out.write(header(type, samples.example().batchOf(samples.count())));
    double[] values = samples.values();
    ByteBuffer buffer =
        ByteBuffer.allocate(VALUES_AT_ONCE * type.bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < values.length; from += VALUES_AT_ONCE) {
      buffer.clear();
      int to = Math.min(values.length, from + VALUES_AT_ONCE);
      for (int i = from; i < to; i++) {
        type.put(buffer, values[i], samples.levels());
      }
      out.write(buffer.array(), 0, buffer.position());
    }
  }

  private static byte[] header(Type type, Shape shape) {
    String extents =
        Arrays.stream(shape.dims()).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type.name, extents);
    int unpadded = PREFIX + text.length() + 1;
    int length = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String line = text + " ".repeat(length - unpadded) + "\n";
    ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    header.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    header.put((byte) 1).put((byte) 0).putShort((short) (length - PREFIX));
    return header.put(line.getBytes(StandardCharsets.US_ASCII)).array();
  }

  private enum Type {
    UINT8("|u1", 1),
    UINT16("<u2", 2),
    INT32("<i4", 4),
    FLOAT32("<f4", 4);

    final String name;
    final int bytes;

    Type(String name, int bytes) {
      this.name = name;
      this.bytes = bytes;
    }

    static Type of(int levels) {
      if (levels == 0) {
        return FLOAT32;
      }
      return levels <= 1 << 8 ? UINT8 : levels <= 1 << 16 ? UINT16 : INT32;
    }

    /** A value of discrete data is rounded and clamped into the levels. */
    void put(ByteBuffer to, double value, int levels) {
      int level = (int) Math.max(0, Math.min(levels - 1.0, Math.rint(value)));
      switch (this) {
        case UINT8 -> to.put((byte) level);
        case UINT16 -> to.putShort((short) level);
        case INT32 -> to.putInt(level);
        case FLOAT32 -> to.putFloat((float) value);
      }
    }
  }
}
