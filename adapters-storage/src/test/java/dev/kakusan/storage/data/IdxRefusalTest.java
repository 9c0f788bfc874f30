package dev.kakusan.storage.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with an IDX folder is said with the file, what it holds, and what it should. */
final class IdxRefusalTest {

  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void goodFiles() throws IOException {
    IdxFixture.folder(folder, 30, false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train-images-idx3-ubyte",
        "train-labels-idx1-ubyte",
        "t10k-images-idx3-ubyte",
        "t10k-labels-idx1-ubyte"
      })
  void aMissingFileOfAPair(String missing) throws IOException {
    Files.delete(folder.resolve(missing));
    String other =
        missing.contains("images")
            ? missing.replace("images-idx3", "labels-idx1")
            : missing.replace("labels-idx1", "images-idx3");
    refused().isEqualTo(folder + ": has " + other + " but no " + missing + "[.gz]");
  }

  @Test
  void aTestSplitAlone() throws IOException {
    Files.delete(folder.resolve(IMAGES));
    Files.delete(folder.resolve(LABELS));
    refused().isEqualTo(folder + ": has t10k-images but no train-images-idx3-ubyte[.gz]");
  }

  @Test
  void anEmptyFile() throws IOException {
    write(IMAGES, new byte[0]);
    refused().isEqualTo(path(IMAGES) + ": holds 0 bytes, too few for an IDX header");
  }

  @Test
  void aFileThatEndsInItsHeader() throws IOException {
    write(IMAGES, Arrays.copyOf(IdxFixture.idx(0x803, new byte[0], 30, 3, 4), 11));
    refused().isEqualTo(path(IMAGES) + ": holds 11 bytes, its header alone needs 16");
  }

  @Test
  void aTruncatedFile() throws IOException {
    write(IMAGES, IdxFixture.idx(0x803, new byte[359], 30, 3, 4));
    refused()
        .isEqualTo(path(IMAGES) + ": the sizes [30, 3, 4] in its header need 376 bytes, found 375");
  }

  @Test
  void bytesBehindTheLastImage() throws IOException {
    write(IMAGES, IdxFixture.idx(0x803, new byte[361], 30, 3, 4));
    refused()
        .isEqualTo(path(IMAGES) + ": the sizes [30, 3, 4] in its header need 376 bytes, found 377");
  }

  @Test
  void aTruncatedFileBehindGzip() throws IOException {
    Files.delete(path(LABELS));
    write(LABELS + ".gz", IdxFixture.zip(IdxFixture.idx(0x801, new byte[29], 30)));
    refused()
        .isEqualTo(path(LABELS + ".gz") + ": the sizes [30] in its header need 38 bytes, found 37");
  }

  @Test
  void labelsUnderTheNameOfImages() throws IOException {
    Files.copy(path(LABELS), path("copy"));
    write(IMAGES, Files.readAllBytes(path("copy")));
    refused()
        .isEqualTo(
            path(IMAGES)
                + ": magic number 0x00000801 at byte 0, expected 0x00000803 or 0x00000804");
  }

  @Test
  void imagesUnderTheNameOfLabels() throws IOException {
    write(LABELS, Files.readAllBytes(path(IMAGES)));
    refused().isEqualTo(path(LABELS) + ": magic number 0x00000803 at byte 0, expected 0x00000801");
  }

  @Test
  void aGzippedFileWithoutTheEnding() throws IOException {
    write(LABELS, IdxFixture.zip(Files.readAllBytes(path(LABELS))));
    refused()
        .startsWith(path(LABELS) + ": magic number 0x1f8b")
        .endsWith("expected 0x00000801 (gzipped: its name should end in .gz)");
  }

  @Test
  void moreImagesThanLabels() throws IOException {
    write(LABELS, IdxFixture.idx(0x801, new byte[29], 29));
    refused().isEqualTo(path(IMAGES) + ": holds 30 images, but " + LABELS + " holds 29 labels");
  }

  @Test
  void sizesThatNoFileCouldHoldAreRefusedWithoutAllocatingThem() throws IOException {
    int huge = Integer.MAX_VALUE;
    write(IMAGES, IdxFixture.idx(0x803, new byte[12], huge, huge, huge));
    refused()
        .isEqualTo(
            path(IMAGES) + ": the sizes [2147483647, 2147483647, 2147483647] are beyond any file");
    write(IMAGES, IdxFixture.idx(0x803, new byte[12], huge, 28, 28));
    refused()
        .isEqualTo(
            path(IMAGES)
                + ": the sizes [2147483647, 28, 28] in its header need 1683627179264 bytes,"
                + " found 28");
  }

  @Test
  void aNegativeOrZeroSize() throws IOException {
    write(IMAGES, IdxFixture.idx(0x803, new byte[0], -1, 28, 28));
    refused()
        .isEqualTo(
            path(IMAGES) + ": sizes must lie in 1..2147483647, got 4294967295 in [-1, 28, 28]");
    write(IMAGES, IdxFixture.idx(0x803, new byte[0], 30, 0, 28));
    refused().isEqualTo(path(IMAGES) + ": sizes must lie in 1..2147483647, got 0 in [30, 0, 28]");
  }

  @Test
  void gzipThatEndsEarly() throws IOException {
    Files.delete(path(IMAGES));
    byte[] zipped = IdxFixture.zip(IdxFixture.idx(0x803, IdxFixture.noise("x", 360), 30, 3, 4));
    write(IMAGES + ".gz", Arrays.copyOf(zipped, zipped.length - 40));
    refused().isEqualTo(path(IMAGES + ".gz") + ": the compressed data end early");
  }

  @Test
  void anEmptyFileWithTheEndingOfGzip() throws IOException {
    Files.delete(path(IMAGES));
    write(IMAGES + ".gz", new byte[0]);
    refused().isEqualTo(path(IMAGES + ".gz") + ": holds 0 bytes, too few for an IDX header");
  }

  @Test
  void whatIsNoGzipInSpiteOfItsName() throws IOException {
    Files.move(path(IMAGES), path(IMAGES + ".gz"));
    refused()
        .isEqualTo(path(IMAGES + ".gz") + ": no gzip file, or a damaged one (Not in GZIP format)");
  }

  @Test
  void aDamagedGzip() throws IOException {
    Files.delete(path(IMAGES));
    byte[] zipped = IdxFixture.zip(IdxFixture.idx(0x803, IdxFixture.noise("x", 360), 30, 3, 4));
    zipped[200] ^= 0x55;
    write(IMAGES + ".gz", zipped);
    refused().startsWith(path(IMAGES + ".gz") + ": no gzip file, or a damaged one (");
  }

  @Test
  void splitsOfDifferentSizes() throws IOException {
    write("t10k-images-idx3-ubyte", IdxFixture.idx(0x803, new byte[80], 5, 4, 4));
    refused()
        .isEqualTo(
            path("t10k-images-idx3-ubyte")
                + ": images of [1, 4, 4], but those of "
                + path(IMAGES)
                + " are [1, 3, 4]");
  }

  @Test
  void oneFileInPlaceOfItsFolder() {
    Refusal.of(path(IMAGES).toString())
        .isEqualTo(path(IMAGES) + ": give the folder that holds it, not the file alone");
  }

  private AbstractStringAssert<?> refused() {
    return Refusal.of(folder.toString());
  }

  private Path path(String name) {
    return folder.resolve(name);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(path(name), bytes);
  }
}
