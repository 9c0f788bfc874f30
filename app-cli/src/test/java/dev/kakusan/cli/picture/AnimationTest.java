package dev.kakusan.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnimationTest {

  private final Path folder;

  AnimationTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void greyFramesKeepTheirTonesRepeatAndRestOnTheLast() throws IOException {
    Path file = folder.resolve("made.gif");
    List<Samples> frames =
        List.of(
            MadeUp.counting(4, 256, 1, 32, 32),
            MadeUp.rings(4, 256, 1, 32, 0.1, 1),
            MadeUp.rings(4, 256, 1, 32, 0, 1));
    SampleFile.at(file.toString()).animate(frames, null);

    assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
        .contains("NETSCAPE2.0\u0003\u0001\u0000\u0000");
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isEqualTo(3);
      for (int i = 0; i < 3; i++) {
        BufferedImage wanted = Picture.of(frames.get(i), null, Picture.FRAME);
        BufferedImage read = reader.read(i);
        assertThat(read.getWidth()).isEqualTo(wanted.getWidth());
        for (int y = 0; y < wanted.getHeight(); y++) {
          for (int x = 0; x < wanted.getWidth(); x++) {
            // Blue, as read through the palette; getRGB of a grey image would apply a gamma.
            int tone = wanted.getRaster().getSample(x, y, 0);
            assertThat(read.getRGB(x, y) & 0xff).as("frame %d at %d, %d", i, x, y).isEqualTo(tone);
          }
        }
        assertThat(delay(reader, i)).isEqualTo(i == 2 ? Animation.REST : Animation.DELAY);
      }
      reader.dispose();
    }
  }

  @Test
  void colouredFramesAndPlotsAreWrittenToo() throws IOException {
    Path rings = folder.resolve("rings.gif");
    SampleFile.at(rings.toString()).write(MadeUp.rings(9, 256, 3, 16, 0, 1), null);
    assertThat(ImageIO.read(rings.toFile()).getWidth()).isEqualTo(2 + 3 * 66);

    Path spiral = folder.resolve("spiral.gif");
    SampleFile.at(spiral.toString())
        .animate(
            List.of(MadeUp.spiral(200, 1, 1), MadeUp.spiral(200, 0, 1)), MadeUp.spiral(200, 0, 2));
    assertThat(ImageIO.read(spiral.toFile()).getWidth()).isEqualTo(12 + 2 * 492);
  }

  @Test
  void anAnimationThatIsNotFinishedLeavesNothing() throws IOException {
    SampleFile file = SampleFile.at(folder.resolve("half.gif").toString());
    try (Animation animation = file.animation(null)) {
      animation.frame(MadeUp.rings(1, 256, 1, 8, 0, 1));
      animation.frame(MadeUp.rings(1, 256, 1, 8, 0, 2));
    }
    try (var left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
    try (Animation empty = file.animation(null)) {
      assertThatThrownBy(empty::finish).hasMessageContaining("at least one frame");
    }
  }

  private static int delay(ImageReader reader, int frame) throws IOException {
    IIOMetadataNode root =
        (IIOMetadataNode) reader.getImageMetadata(frame).getAsTree("javax_imageio_gif_image_1.0");
    IIOMetadataNode control =
        (IIOMetadataNode) root.getElementsByTagName("GraphicControlExtension").item(0);
    return Integer.parseInt(control.getAttribute("delayTime"));
  }
}
