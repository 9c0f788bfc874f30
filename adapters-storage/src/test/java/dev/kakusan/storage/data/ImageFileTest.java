package dev.kakusan.storage.data;

import static java.awt.image.BufferedImage.TYPE_3BYTE_BGR;
import static java.awt.image.BufferedImage.TYPE_4BYTE_ABGR;
import static java.awt.image.BufferedImage.TYPE_BYTE_BINARY;
import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;
import static java.awt.image.BufferedImage.TYPE_USHORT_GRAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageFileTest {

  @TempDir Path folder = Path.of("");

  private ImageFile written(String name, BufferedImage image) throws IOException {
    return ImageFile.open(ImageFixture.write(folder.resolve(name), image));
  }

  @Test
  void greyKeepsEveryLevelAsStored() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i % 16, i / 16, 0, i);
    }
    ImageFile file = written("a.png", image);
    assertThat(file.grey()).isTrue();
    double[] expected = new double[256];
    Arrays.setAll(expected, i -> i);
    assertThat(file.pixels(1)).isEqualTo(expected);
    assertThat(Arrays.copyOfRange(file.pixels(3), 512, 768)).isEqualTo(expected);
  }

  @Test
  void colourGivesRedThenGreenThenBlue() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, TYPE_3BYTE_BGR);
    image.setRGB(0, 0, 0x102030);
    image.setRGB(1, 0, 0xfffefd);
    ImageFile file = written("a.png", image);
    assertThat(file.grey()).isFalse();
    assertThat(file.width()).isEqualTo(2);
    assertThat(file.height()).isEqualTo(1);
    assertThat(file.pixels(3)).containsExactly(0x10, 0xff, 0x20, 0xfe, 0x30, 0xfd);
  }

  @Test
  void sixteenBitsKeepTheUpperEight() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, TYPE_USHORT_GRAY);
    image.getRaster().setSample(0, 0, 0, 0x12ff);
    image.getRaster().setSample(1, 0, 0, 0xfe00);
    ImageFile file = written("a.png", image);
    assertThat(file.grey()).isTrue();
    assertThat(file.pixels(1)).containsExactly(0x12, 0xfe);
  }

  @Test
  void blackAndWhiteAreGrey() throws IOException {
    BufferedImage image = new BufferedImage(2, 1, TYPE_BYTE_BINARY);
    image.setRGB(1, 0, 0xffffffff);
    ImageFile file = written("a.png", image);
    assertThat(file.grey()).isTrue();
    assertThat(file.pixels(1)).containsExactly(0, 255);
  }

  @Test
  void whatIsTransparentIsLaidOnWhite() throws IOException {
    BufferedImage image = new BufferedImage(3, 1, TYPE_4BYTE_ABGR);
    image.setRGB(0, 0, 0x00000000);
    image.setRGB(1, 0, 0x80000000);
    image.setRGB(2, 0, 0xff0a0a0a);
    // Half of 255 is 127.5: 255 − 128 = 127 of white's 255.
    assertThat(Arrays.copyOf(written("a.png", image).pixels(3), 3)).containsExactly(255, 127, 10);
  }

  @Test
  void aGreyJpegIsGreyAndNearWhatWasWritten() throws IOException {
    BufferedImage image = new BufferedImage(8, 8, TYPE_BYTE_GRAY);
    for (int i = 0; i < 64; i++) {
      image.getRaster().setSample(i % 8, i / 8, 0, 100);
    }
    ImageFile file = written("a.jpg", image);
    assertThat(file.grey()).isTrue();
    // One flat block has but one coefficient, kept to within a few levels.
    assertThat(Arrays.stream(file.pixels(1)).boxed()).allMatch(v -> Math.abs(v - 100) <= 3);
  }
}
