package dev.kakusan.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A NumPy array file, format 1.0.
 *
 * @param type as NumPy writes it: {@code |u1}, {@code <f4}
 * @param body the numbers, row-major
 */
record NpyFile(String type, List<Integer> shape, ByteBuffer body) {

  private static final Pattern HEADER =
      Pattern.compile(
          "\\{'descr': '([^']*)', 'fortran_order': False, 'shape': \\(([\\d, ]*)\\), *} *\n");

  static NpyFile read(Path path) {
    try {
      ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
      byte[] magic = new byte[8];
      file.get(magic);
      if (!Arrays.equals(magic, new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})) {
        throw new AssertionError("no .npy of format 1.0: " + Arrays.toString(magic));
      }
      byte[] header = new byte[Short.toUnsignedInt(file.getShort())];
      file.get(header);
      String text = new String(header, StandardCharsets.US_ASCII);
      Matcher matcher = HEADER.matcher(text);
      if (!matcher.matches()) {
        throw new AssertionError("unknown header: " + text);
      }
      List<Integer> shape =
          Arrays.stream(matcher.group(2).split("[, ]+", 0)).map(Integer::valueOf).toList();
      return new NpyFile(matcher.group(1), shape, file.slice().order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
