package dev.kakusan.storage.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Shape;
import dev.kakusan.data.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a folder of images is said with the file. */
final class ImageRefusalTest {

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void goodImages() throws IOException {
    for (int i = 0; i < 4; i++) {
      ImageFixture.grey(folder.resolve("a" + i + ".png"));
    }
  }

  @Test
  void aFileThatIsNoImage() throws IOException {
    Path bad = Files.writeString(folder.resolve("b.png"), "hello");
    refused().isEqualTo(bad + ": does not decode as an image");
  }

  @Test
  void anEmptyFile() throws IOException {
    Path bad = Files.write(folder.resolve("b.jpg"), new byte[0]);
    refused().isEqualTo(bad + ": does not decode as an image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.png", "b.jpg"})
  void anImageThatEndsEarly(String name) throws IOException {
    Path bad = folder.resolve(name);
    ImageFixture.write(bad, ImageFixture.image("n", 4, 3, BufferedImage.TYPE_BYTE_GRAY));
    byte[] bytes = Files.readAllBytes(bad);
    for (int length : new int[] {20, bytes.length / 2, bytes.length - 24}) {
      Files.write(bad, Arrays.copyOf(bytes, length));
      refused().as("%d of %d bytes", length, bytes.length).startsWith(bad + ": does not decode");
    }
  }

  @Test
  void imagesOfDifferentSizesUnlessTheyAreResized() throws IOException {
    Path other = folder.resolve("b.png");
    ImageFixture.write(other, ImageFixture.image("n", 5, 3, BufferedImage.TYPE_BYTE_GRAY));
    refused()
        .isEqualTo(
            folder.resolve("a0.png")
                + " is 4x3, but "
                + other
                + " is 5x3 (width by height); --resize N brings all to NxN");
    assertThat(Sources.all().open(folder.toString(), Split.TRAIN, 6).descriptor().shape())
        .isEqualTo(Shape.of(1, 6, 6));
  }

  @Test
  void aHeaderThatClaimsAnAbsurdSizeIsRefusedWithoutAllocatingIt() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve("a0.png"));
    ByteBuffer png = ByteBuffer.wrap(bytes);
    png.putInt(16, 100_000).putInt(20, 90_000); // IHDR: 8 signature, 8 length and type
    CRC32 crc = new CRC32();
    crc.update(bytes, 12, 17);
    png.putInt(29, (int) crc.getValue());
    Path bad = Files.write(folder.resolve("b.png"), bytes);
    refused().isEqualTo(bad + ": 100000x90000 pixels; at most 4096 each way");
  }

  @Test
  void imagesBothDirectlyAndInSubfolders() throws IOException {
    ImageFixture.grey(folder.resolve("cats/x.png"));
    refused()
        .isEqualTo(
            folder
                + ": holds images both directly (a0.png) and in sub-folders ("
                + Path.of("cats", "x.png")
                + "); expected one or the other");
  }

  @Test
  void imagesTwoFoldersDeep(@TempDir Path other) throws IOException {
    ImageFixture.grey(other.resolve("train/cats/x.png"));
    Refusal.of(other.toString())
        .isEqualTo(
            other.resolve("train/cats")
                + ": images two folders deep; expected a sub-folder for each class, alone or below"
                + " both train and test");
  }

  @Test
  void aTestClassThatTrainingHasNot(@TempDir Path other) throws IOException {
    ImageFixture.grey(other.resolve("train/cats/x.png"));
    ImageFixture.grey(other.resolve("test/dogs/x.png"));
    Refusal.of(other.toString())
        .isEqualTo(
            other.resolve("test")
                + ": the class 'dogs' is none of those in "
                + other.resolve("train")
                + ": [cats]");
  }

  @Test
  void anEmptyTestFolder(@TempDir Path other) throws IOException {
    ImageFixture.grey(other.resolve("train/cats/x.png"));
    Files.createDirectories(other.resolve("test"));
    Refusal.of(other.toString()).startsWith(other.resolve("test") + ": no images; expected .png");
  }

  @Test
  void oneImageInPlaceOfItsFolder() {
    Path file = folder.resolve("a0.png");
    Refusal.of(file.toString())
        .isEqualTo(file + ": give the folder that holds it, not the file alone");
  }

  @Test
  void theLabelsOfImagesMustNotBeMixedUp(@TempDir Path other) throws IOException {
    ImageFixture.grey(other.resolve("b/1.png"));
    ImageFixture.grey(other.resolve("a/2.png"));
    ImageFixture.grey(other.resolve("a/1.png"));
    ImageListing listing = ImageListing.of(other);
    assertThat(listing.classes()).containsExactly("a", "b");
    assertThat(listing.files().stream().map(f -> other.relativize(f).toString()))
        .containsExactly("a/1.png", "a/2.png", "b/1.png");
    assertThat(listing.labels()).containsExactly(0, 0, 1);
  }

  private AbstractStringAssert<?> refused() {
    return Refusal.of(folder.toString());
  }
}
