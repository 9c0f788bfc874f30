package dev.kakusan.storage.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ResizeTest {

  private static float[] resize(Shape from, int size, int levels, double... image) {
    Resize resize = Resize.of(from, size, levels);
    float[] target = new float[resize.shape().size()];
    resize.apply(image, target, 0);
    return target;
  }

  @Test
  void halfTheSizeIsTheMeanOfFourPixels() {
    double[] image = {0, 4, 10, 10, 8, 12, 10, 14, 1, 1, 0, 0, 1, 1, 0, 0};
    assertThat(resize(Shape.of(1, 4, 4), 2, 0, image)).containsExactly(6, 11, 1, 0);
  }

  @Test
  void aPixelThatFallsOnTwoIsSharedByArea() {
    // New pixels cover 1.5 old ones: (0 + 0.5·3)/1.5 and (0.5·3 + 6)/1.5.
    assertThat(resize(Shape.of(1, 3, 3), 2, 0, 0, 3, 6, 0, 3, 6, 0, 3, 6))
        .containsExactly(1, 5, 1, 5);
  }

  @Test
  void twiceTheSizeIsCatmullRomInterpolation() {
    // Centres at −0.25, 0.25, 0.75, 1.25; at t = 0.25 the weights are −9, 111, 29, −3 over 128.
    float[] row = resize(Shape.of(1, 2, 2), 4, 0, 0, 128, 0, 128);
    assertThat(Arrays.copyOf(row, 4)).containsExactly(-9, 26, 102, 137);
  }

  @Test
  void imagesWithLevelsAreRoundedAndClampedIntoThem() {
    float[] row = resize(Shape.of(1, 2, 2), 4, 256, 0, 255, 0, 255);
    assertThat(Arrays.copyOf(row, 4)).containsExactly(0, 52, 203, 255);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 7, 8, 13, 28, 64})
  void aConstantImageStaysConstantAndChannelsStayApart(int size) {
    double[] image = new double[2 * 7 * 9];
    Arrays.fill(image, 0, 63, 200);
    Arrays.fill(image, 63, 126, 3);
    float[] resized = resize(Shape.of(2, 7, 9), size, 0, image);
    for (int i = 0; i < resized.length; i++) {
      // At most 4 + 4 roundings of a double, then one to float: 2^-24 · 200 = 1.2e-5.
      assertThat(resized[i]).isCloseTo(i < size * size ? 200f : 3f, within(2e-5f));
    }
  }

  @Test
  void theSameSizeChangesNothing() {
    assertThat(resize(Shape.of(1, 2, 2), 2, 256, 1, 2, 3, 4)).containsExactly(1, 2, 3, 4);
    assertThat(resize(Shape.of(1, 1, 3), 0, 256, 1, 2, 3)).containsExactly(1, 2, 3);
  }
}
