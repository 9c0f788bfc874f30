package dev.kakusan.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureTest {

  private static final int WHITE = 0xffffff;

  @Test
  void aGridSurvivesThePng() throws IOException {
    Samples samples = MadeUp.counting(9, 256, 1, 28, 28);
    BufferedImage read = read(Picture.png(samples, null));
    BufferedImage drawn = Picture.of(samples, null, Picture.STILL);
    assertThat(read.getRaster().getPixels(0, 0, read.getWidth(), read.getHeight(), (int[]) null))
        .isEqualTo(
            drawn.getRaster().getPixels(0, 0, drawn.getWidth(), drawn.getHeight(), (int[]) null));
  }

  @Test
  void pointsAreDrawnWhereTheyLieBesideTheDataWithItsLimits() throws IOException {
    Samples data = new Samples(Shape.of(2), 0, new double[] {-1, -1, 1, 1});
    // (0.5, 0) is inside, the other two are not to be seen.
    Samples made = new Samples(Shape.of(2), 0, new double[] {0.5, 0, 50, 50, Double.NaN, 0});
    BufferedImage picture = read(Picture.png(made, data));
    assertThat(picture.getWidth()).isEqualTo(12 + 2 * (480 + 12));
    assertThat(picture.getHeight()).isEqualTo(480 + 24);
    // The panel spans ±1.16: x = 1 lies at (1/1.16 + 1)/2 · 480 = 446.9 of its 480 pixels.
    assertThat(rgb(picture, 12 + 446, 12 + 33)).as("(1, 1) of the data").isNotEqualTo(WHITE);
    assertThat(rgb(picture, 12 + 33, 12 + 446)).as("(-1, -1) of the data").isNotEqualTo(WHITE);
    assertThat(rgb(picture, 12 + 446, 12 + 446)).as("(1, -1), where nothing is").isEqualTo(WHITE);
    int reddish = rgb(picture, 504 + 343, 12 + 240);
    assertThat(reddish >> 16).as("(0.5, 0) of the samples").isGreaterThan(reddish & 0xff);
  }

  @Test
  void momentsStandInColumnsAndExamplesInRows() throws IOException {
    Samples early = new Samples(Shape.of(1, 1, 1), 256, new double[] {10, 20});
    Samples late = new Samples(Shape.of(1, 1, 1), 256, new double[] {30, 40});
    BufferedImage picture = read(Picture.pngOfMoments(List.of(early, late)));
    assertThat(picture.getRaster().getSample(10, 10, 0)).isEqualTo(10);
    assertThat(picture.getRaster().getSample(76, 10, 0)).isEqualTo(30);
    assertThat(picture.getRaster().getSample(10, 76, 0)).isEqualTo(20);
    assertThat(picture.getRaster().getSample(76, 76, 0)).isEqualTo(40);
    BufferedImage plots =
        read(Picture.pngOfMoments(List.of(MadeUp.spiral(9, 0, 1), MadeUp.spiral(9, 1, 1))));
    assertThat(plots.getWidth()).isEqualTo(12 + 2 * 492);
  }

  @Test
  void shapesWithoutAPictureAreRefused() {
    assertThatThrownBy(() -> Picture.png(MadeUp.counting(2, 256, 4, 8, 8), null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("[4, 8, 8]");
    assertThatThrownBy(() -> Picture.png(MadeUp.counting(2, 256, 3), null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("[3]");
  }

  private static int rgb(BufferedImage picture, int x, int y) {
    return picture.getRGB(x, y) & 0xffffff;
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
