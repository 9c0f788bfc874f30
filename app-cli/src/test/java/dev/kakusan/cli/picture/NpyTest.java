package dev.kakusan.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NpyTest {

  @Test
  void imagesOf256LevelsAreBytes() throws IOException {
    Array array = write(MadeUp.counting(50, 256, 3, 16, 16));
    assertThat(array.header)
        .isEqualTo("{'descr': '|u1', 'fortran_order': False, 'shape': (50, 3, 16, 16), }");
    assertThat(array.body.remaining()).isEqualTo(50 * 768);
    for (int i = 0; i < 50 * 768; i++) {
      assertThat(array.body.get() & 0xff).as("value %d", i).isEqualTo(i % 256);
    }
  }

  @Test
  void moreLevelsTakeTwoBytes() throws IOException {
    Array array = write(MadeUp.counting(1, 60_000, 1, 200, 300));
    assertThat(array.header).contains("'<u2'", "(1, 1, 200, 300)");
    assertThat(array.body.getShort(2 * 59_999) & 0xffff).isEqualTo(59_999);
  }

  @Test
  void evenMoreLevelsTakeFourBytes() throws IOException {
    Array array = write(new Samples(Shape.of(1), 100_000, new double[] {99_999, 100_001}));
    assertThat(array.header).contains("'<i4'", "(2, 1)");
    assertThat(array.body.getInt(0)).isEqualTo(99_999);
    assertThat(array.body.getInt(4)).as("clamped").isEqualTo(99_999);
  }

  @Test
  void pointsAreFloats() throws IOException {
    Array array = write(new Samples(Shape.of(2), 0, new double[] {0.5, -1.25, Double.NaN, 1e30}));
    assertThat(array.header).contains("'<f4'", "(2, 2)");
    assertThat(array.body.getFloat()).isEqualTo(0.5f);
    assertThat(array.body.getFloat()).isEqualTo(-1.25f);
    assertThat(array.body.getFloat()).isNaN();
    assertThat(array.body.getFloat()).isEqualTo(1e30f);
  }

  private record Array(String header, ByteBuffer body) {}

  private static Array write(Samples samples) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(samples, out);
    byte[] bytes = out.toByteArray();
    assertThat(Arrays.copyOf(bytes, 8)).containsExactly(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
    ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = all.getShort(8);
    assertThat((10 + length) % 64).as("the values begin at a multiple of 64").isZero();
    String header = new String(bytes, 10, length, StandardCharsets.US_ASCII);
    assertThat(header).endsWith("\n");
    ByteBuffer body =
        ByteBuffer.wrap(bytes, 10 + length, bytes.length - 10 - length)
            .slice()
            .order(ByteOrder.LITTLE_ENDIAN);
    return new Array(header.strip(), body);
  }
}
