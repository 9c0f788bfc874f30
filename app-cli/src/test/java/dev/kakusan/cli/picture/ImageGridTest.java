package dev.kakusan.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ImageGridTest {

  @Test
  void sixDigitsOf8x8StandThreeByTwoEnlargedEightTimes() {
    Samples samples = MadeUp.counting(6, 17, 1, 8, 8);
    BufferedImage picture = ImageGrid.nearlySquare(samples, 2048).draw();
    // A line of 2, then three times an image of 64 and a line of 2.
    assertThat(picture.getWidth()).isEqualTo(2 + 3 * 66);
    assertThat(picture.getHeight()).isEqualTo(2 + 2 * 66);
    for (int i = 0; i < 6; i++) {
      for (int p = 0; p < 64; p++) {
        int tone = (int) Math.rint((i * 64 + p) % 17 * 255.0 / 16);
        int x = 2 + i % 3 * 66 + p % 8 * 8;
        int y = 2 + i / 3 * 66 + p / 8 * 8;
        assertThat(picture.getRaster().getSample(x, y, 0))
            .as("image %d, pixel %d", i, p)
            .isEqualTo(tone);
        assertThat(picture.getRaster().getSample(x + 7, y + 7, 0))
            .as("its far corner")
            .isEqualTo(tone);
      }
    }
    assertThat(picture.getRaster().getSample(0, 0, 0)).isEqualTo(ImageGrid.LINE_TONE);
    assertThat(picture.getRaster().getSample(66, 40, 0)).isEqualTo(ImageGrid.LINE_TONE);
  }

  @Test
  void coloursKeepTheirChannels() {
    Samples samples = new Samples(Shape.of(3, 1, 2), 256, new double[] {10, 20, 30, 40, 50, 60});
    BufferedImage picture = ImageGrid.single(samples, 0);
    assertThat(picture.getRGB(0, 0)).isEqualTo(0xff000000 | 10 << 16 | 30 << 8 | 50);
    assertThat(picture.getRGB(1, 0)).isEqualTo(0xff000000 | 20 << 16 | 40 << 8 | 60);
  }

  @Test
  void valuesBeyondTheLevelsAndNanAreClamped() {
    Samples discrete = new Samples(Shape.of(1, 1, 3), 17, new double[] {-4, 40, Double.NaN});
    BufferedImage picture = ImageGrid.single(discrete, 0);
    assertThat(picture.getRaster().getSamples(0, 0, 3, 1, 0, (int[]) null))
        .containsExactly(0, 255, 0);
  }

  @Test
  void continuousImagesSpanMinusOneToOne() {
    Samples samples = new Samples(Shape.of(1, 1, 3), 0, new double[] {-1, 0, 1});
    // 127.5 rounds to the even 128.
    assertThat(ImageGrid.single(samples, 0).getRaster().getSamples(0, 0, 3, 1, 0, (int[]) null))
        .containsExactly(0, 128, 255);
  }

  @Test
  void enlargingStopsBeforeThePictureGrowsTooLarge() {
    assertThat(ImageGrid.nearlySquare(MadeUp.counting(64, 2, 1, 28, 28), 2048).factor())
        .isEqualTo(3);
    assertThat(ImageGrid.nearlySquare(MadeUp.counting(1000, 2, 1, 28, 28), 2048).factor())
        .isEqualTo(2);
    assertThat(ImageGrid.nearlySquare(MadeUp.counting(1, 2, 1, 300, 200), 2048).factor())
        .isEqualTo(1);
  }

  @Test
  void aGridTooLargeForAnyViewerIsRefused() {
    Samples samples = new Samples(Shape.of(1, 1, 1), 2, new double[20_000_000]);
    assertThatThrownBy(() -> new ImageGrid(samples, 1, 2048).draw())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("20000000 images");
  }
}
