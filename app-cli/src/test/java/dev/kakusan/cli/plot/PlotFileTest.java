package dev.kakusan.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

final class PlotFileTest {

  @TempDir Path folder;

  private static final Plot TERMS =
      new Plot(
          "2.9 ± 0.1 bits/dim",
          List.of("some data, T = 4", "seed 0"),
          Axis.logarithmic("t"),
          Axis.logarithmic("bits per dimension"),
          List.of(
              Curve.around(
                  "denoising",
                  Curve.Style.LINE,
                  new double[] {2, 3, 4},
                  new double[] {0.3, 0.02, 0.001},
                  new double[] {0.6, 0.01, Double.NaN}),
              Curve.around(
                  "reconstruction",
                  Curve.Style.DISCS,
                  new double[] {1},
                  new double[] {-0.7},
                  new double[] {0.1}),
              Curve.around(
                  "prior",
                  Curve.Style.DIAMONDS,
                  new double[] {5},
                  new double[] {0.01},
                  new double[] {0.002})));

  private Path write(String name, Plot plot) {
    PlotFile file = PlotFile.at(folder.resolve(name).toString());
    file.write(plot);
    return file.path();
  }

  @Test
  void aPngShowsTheCurvesInTheirColours() throws IOException {
    BufferedImage image = ImageIO.read(write("new/terms.PNG", TERMS).toFile());
    assertThat(image.getWidth()).isEqualTo(1800);
    assertThat(image.getHeight()).isEqualTo(1160);
    assertThat(pixels(image, 0x0072b2)).as("the line of the first curve").isGreaterThan(1000);
    assertThat(pixels(image, 0xd55e00)).as("the second's disc, in the legend").isPositive();
    // A diamond of half diagonal 6, doubled: 288 pixels within, twice.
    assertThat(pixels(image, 0x009e73)).as("the third, in the legend too").isGreaterThan(500);
  }

  private static int pixels(BufferedImage image, int rgb) {
    int count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        count += (image.getRGB(x, y) & 0xffffff) == rgb ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void anSvgHoldsItsTextAsText() throws Exception {
    Document svg =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(write("terms.svg", TERMS).toFile());
    assertThat(svg.getDocumentElement().getAttribute("width")).isEqualTo("900");
    assertThat(svg.getDocumentElement().getTextContent())
        .contains("2.9 ± 0.1 bits/dim", "some data, T = 4", "seed 0")
        .contains("bits per dimension", "denoising", "reconstruction", "prior", "0.001");
  }

  @Test
  void theSamePlotIsTheSameFile() {
    assertThat(write("a.png", TERMS)).hasSameBinaryContentAs(write("b.png", TERMS));
    assertThat(write("a.svg", TERMS)).hasSameBinaryContentAs(write("b.svg", TERMS));
  }

  @Test
  void noValueAtAllIsStillAPlot() {
    Curve none = Curve.line("none", new double[] {1}, new double[] {Double.NaN});
    for (Axis axis : List.of(Axis.linear("y"), Axis.logarithmic("y"))) {
      Plot plot = new Plot("", List.of(), Axis.linear("x"), axis, List.of(none));
      assertThat(write("none.png", plot)).isNotEmptyFile();
    }
  }

  @Test
  void whatCannotBeWrittenIsRefusedBefore() throws IOException {
    assertThatThrownBy(() -> PlotFile.at("terms.jpg"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("a plot is written to a .png or a .svg, got 'terms.jpg'");
    assertThatThrownBy(() -> PlotFile.at("s3://h/terms.png"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("s3://h/terms.png");
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> PlotFile.at(file.resolve("terms.png").toString()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is not a folder");
    Path taken = Files.createDirectory(folder.resolve("taken.svg"));
    assertThatThrownBy(() -> PlotFile.at(taken.toString()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("it is a folder");
    assertThat(folder).isDirectoryNotContaining(path -> path.toString().endsWith(".png"));
  }

  @Test
  void aCurveHasAsManyOfEachKind() {
    assertThatThrownBy(() -> Curve.line("loss", new double[2], new double[3]))
        .hasMessage("curve 'loss' has 2 x, 3 y, 3 low and 3 high; they must be as many");
  }
}
