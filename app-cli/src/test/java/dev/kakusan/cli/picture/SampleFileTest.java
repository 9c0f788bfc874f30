package dev.kakusan.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SampleFileTest {

  private final Path folder;

  SampleFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    "a.png, PNG",
    "b/A.PNG, PNG",
    "x.y.npy, NPY",
    "c.gif, GIF",
    "d, FOLDER",
    "e.png/, FOLDER",
    ".hidden, FOLDER"
  })
  void theEndingDecides(String location, SampleFormat format) {
    assertThat(SampleFile.at(location).format()).isEqualTo(format);
  }

  @Test
  void anUnknownEndingIsRefusedWithThoseKnown() {
    assertThatThrownBy(() -> SampleFile.at("grid.jpg"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll("'.jpg'", "grid.jpg", ".png", ".npy", ".gif", "folder");
    assertThatThrownBy(() -> SampleFile.at("s3://bucket/grid.png"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("s3://bucket/grid.png");
  }

  @Test
  void aFolderThatExistsMayHaveAnyName() throws IOException {
    Path versioned = Files.createDirectory(folder.resolve("samples.v2"));
    assertThat(SampleFile.at(versioned.toString()).format()).isEqualTo(SampleFormat.FOLDER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"made.png", "made.npy", "made.gif"})
  void aFileIsReplacedWholeAndItsFolderMade(String name) throws IOException {
    Path deep = folder.resolve("new/deep");
    Path file = deep.resolve(name);
    Samples samples = MadeUp.rings(4, 256, 1, 8, 0, 1);
    SampleFile.at(file.toString()).write(samples, null);
    byte[] first = Files.readAllBytes(file);
    Files.write(file, new byte[] {1, 2, 3});
    SampleFile.at(file.toString()).write(samples, null);
    assertThat(Files.readAllBytes(file)).as("the same samples, the same bytes").isEqualTo(first);
    assertThat(names(deep)).containsExactly(name);
  }

  @Test
  void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("old.png"), "old");
    Samples pictureless = MadeUp.counting(1, 256, 4, 8, 8);
    assertThatThrownBy(() -> SampleFile.at(file.toString()).write(pictureless, null))
        .isInstanceOf(InvalidInput.class);
    assertThat(file).hasContent("old");
    assertThat(names(folder)).containsExactly("old.png");
  }

  @Test
  void aFolderHoldsEveryImageAndEarlierOnesGiveWay() throws IOException {
    Path pngs = folder.resolve("pngs");
    SampleFile file = SampleFile.at(pngs + "/");
    file.write(MadeUp.counting(12, 256, 1, 8, 8), null);
    assertThat(names(pngs)).hasSize(12).contains("00000.png", "00011.png");
    Samples fewer = MadeUp.counting(3, 17, 3, 5, 4);
    file.requireTakes(fewer.example(), fewer.levels());
    file.write(fewer, null);
    assertThat(names(pngs)).containsExactly("00000.png", "00001.png", "00002.png");
    var image = ImageIO.read(pngs.resolve("00001.png").toFile());
    assertThat(image.getWidth()).isEqualTo(4);
    assertThat(image.getHeight()).isEqualTo(5);
    // Image 1, green (channel 1), row 2, column 3: element 60 + 20 + 11 = 91, and 91 mod 17 = 6.
    assertThat(image.getRGB(3, 2) >> 8 & 0xff).isCloseTo(6 * 255 / 16, within(1));
  }

  @Test
  void aFolderWithOtherThingsIsRefusedAndKept() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "mine");
    SampleFile file = SampleFile.at(folder.toString() + "/");
    assertThatThrownBy(() -> file.requireTakes(Shape.of(1, 8, 8), 256))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContainingAll(folder.toString(), "thesis.txt");
    assertThatThrownBy(() -> file.write(MadeUp.counting(1, 256, 1, 8, 8), null))
        .isInstanceOf(InvalidInput.class);
    assertThat(names(folder)).containsExactly("thesis.txt");
  }

  @Test
  void whereNothingCanBeWrittenTheFolderIsNamed() throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "in the way");
    for (String name : List.of("a.png", "sub/a.npy", "a.gif", "sub")) {
      SampleFile file = SampleFile.at(blocked.resolve(name).toString());
      assertThatThrownBy(() -> file.requireTakes(Shape.of(1, 8, 8), 256))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(blocked.toString());
      assertThatThrownBy(() -> file.write(MadeUp.counting(1, 256, 1, 8, 8), null))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining(blocked.toString());
    }
    assertThat(blocked).hasContent("in the way");
  }

  @Test
  void aFileMayNotReplaceAFolder() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken.png"));
    SampleFile file = SampleFile.at(taken.toString());
    assertThatThrownBy(() -> file.requireTakes(Shape.of(1, 8, 8), 256))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("it is a folder");
    assertThatThrownBy(() -> file.write(MadeUp.counting(1, 256, 1, 8, 8), null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("it is a folder");
  }

  @Test
  void pointsHaveNoFolderOfPictures() {
    SampleFile file = SampleFile.at(folder.resolve("points").toString());
    assertThatThrownBy(() -> file.requireTakes(Shape.of(2), 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("[2]");
  }

  @Test
  void onlyAGifIsAnimated() {
    assertThatThrownBy(() -> SampleFile.at("a.png").animation(null))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("a.png");
    assertThatThrownBy(() -> SampleFile.at("a.gif").writeMoments(List.of()))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("a.gif");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFolderThatOnlyLooksWritableIsFoundOutBeforeTheWork() {
    assumeTrue(Files.isDirectory(Path.of("/proc/self")), "a file system that takes no files");
    assertThatThrownBy(() -> SampleFile.at("/proc/a.png").requireTakes(Shape.of(1, 8, 8), 256))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("cannot write to the folder /proc: no such file");
  }
}
