package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.kakusan;
import static dev.kakusan.it.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken data of every kind: one line with the file and the place, nothing written. */
final class BadDataIT {

  private static final String IMAGES = "train-images-idx3-ubyte";
  private static final String LABELS = "train-labels-idx1-ubyte";

  @TempDir Path folder;

  private void refused(String data, String... words) {
    assertRefused(
        kakusan(
            folder, "train", "--data", data, "--preset", "tiny", "--run", "R", "--stop-at", "2"),
        words);
    assertThat(folder.resolve("R")).doesNotExist();
  }

  private Path idx() {
    return SmallData.idxFolder(folder.resolve("idx"), 20, 10);
  }

  private void refusedImages(byte[] bytes, String... words) {
    SmallData.write(idx().resolve(IMAGES), bytes);
    refused("idx", words);
  }

  @Test
  void aMissingIdxFile() throws IOException {
    Files.delete(idx().resolve(LABELS));
    refused("idx", "idx", LABELS);
    Files.delete(idx().resolve(IMAGES));
    refused("idx", "idx", IMAGES);
  }

  @Test
  void anEmptyIdxFile() {
    refusedImages(new byte[0], "idx/" + IMAGES);
    refusedImages(SmallData.idxImages(0), "idx/" + IMAGES);
  }

  @Test
  void anIdxFileThatEndsEarly() {
    byte[] whole = SmallData.idxImages(20);
    refusedImages(Arrays.copyOf(whole, 9), "idx/" + IMAGES);
    refusedImages(Arrays.copyOf(whole, whole.length - 1), "idx/" + IMAGES);
  }

  @Test
  void anIdxFileThatGoesOn() {
    byte[] whole = SmallData.idxImages(20);
    refusedImages(Arrays.copyOf(whole, whole.length + 1), "idx/" + IMAGES);
  }

  @Test
  void anIdxFileOfAnotherKind() {
    refusedImages(SmallData.idxLabels(20), "idx/" + IMAGES);
    refusedImages(SmallData.idx(0x803 + 0x500, 20 * 64, 20, 8, 8), "idx/" + IMAGES);
    refusedImages("not an IDX file at all".getBytes(StandardCharsets.UTF_8), "idx/" + IMAGES);
  }

  @Test
  void anIdxFileThatClaimsMoreThanAnyMemoryHolds() {
    refusedImages(SmallData.idx(0x803, 64, 0x7fffffff, 0x7fffffff, 0x7fffffff), "idx/" + IMAGES);
    refusedImages(SmallData.idx(0x803, 64, -1, 8, 8), "idx/" + IMAGES);
  }

  @Test
  void labelsOfAnotherNumber() {
    SmallData.write(idx().resolve(LABELS), SmallData.idxLabels(19));
    refused("idx", LABELS, "19", "20");
  }

  @Test
  void aGzipThatEndsEarly() throws IOException {
    Files.delete(idx().resolve(IMAGES));
    byte[] whole = SmallData.gzip(SmallData.idxImages(20));
    SmallData.write(
        folder.resolve("idx/" + IMAGES + ".gz"), Arrays.copyOf(whole, whole.length - 9));
    refused("idx", "idx/" + IMAGES + ".gz");
    SmallData.write(folder.resolve("idx/" + IMAGES + ".gz"), new byte[] {1, 2, 3});
    refused("idx", "idx/" + IMAGES + ".gz");
  }

  private void refusedCsv(String change, String to, String... words) throws IOException {
    Path file = SmallData.csv(folder.resolve("bad.csv"), 20);
    String[] lines = Files.readString(file).split("\n", -1);
    lines[6] = lines[6].replaceFirst(change, to);
    Files.writeString(file, String.join("\n", lines));
    refused("bad.csv" + SmallData.CSV_OPTIONS, words);
  }

  @Test
  void aCsvRowIsRefusedWithItsLine() throws IOException {
    refusedCsv("^\\d+,", "", "bad.csv: line 7 has 64 columns, expected 65");
    refusedCsv("^", "1,", "bad.csv: line 7 has 66 columns, expected 65");
    refusedCsv("^\\d+", "x", "bad.csv: line 7, column 1", "'x'");
    refusedCsv("^\\d+", "17", "bad.csv: line 7, column 1", "'17'", "0..16");
    refusedCsv("^\\d+", "-1", "bad.csv: line 7, column 1", "'-1'");
    refusedCsv("^\\d+", "2.5", "bad.csv: line 7, column 1", "'2.5'");
    refusedCsv("^\\d+", "NaN", "bad.csv: line 7, column 1", "'NaN'");
  }

  @Test
  void csvOptionsThatCannotBe() {
    SmallData.csv(folder.resolve("bad.csv"), 20);
    refused("bad.csv?shape=1x8&levels=17&label=last", "shape must read like 1x8x8", "'1x8'");
    refused("bad.csv?shape=1xEIGHT&levels=17", "shape", "1xEIGHT");
    refused("bad.csv?shape=1x8x8&levels=1&label=last", "levels", "'1'");
    refused("bad.csv?shades=3", "no option 'shades'; known: [shape, levels, label");
    SmallData.write(folder.resolve("empty.csv"), new byte[0]);
    refused("empty.csv" + SmallData.CSV_OPTIONS, "empty.csv");
  }

  @Test
  void anImageThatDoesNotDecode() throws IOException {
    SmallData.images(folder.resolve("pictures"), 12);
    Path broken = folder.resolve("pictures/class-1/0005.png");
    byte[] whole = Files.readAllBytes(broken);
    SmallData.write(broken, Arrays.copyOf(whole, whole.length / 2));
    refused("pictures", "pictures/class-1/0005.png");
    SmallData.write(broken, "no picture".getBytes(StandardCharsets.UTF_8));
    refused("pictures", "pictures/class-1/0005.png");
    SmallData.write(broken, new byte[0]);
    refused("pictures", "pictures/class-1/0005.png");
  }

  @Test
  void anImageOfAnotherSize() {
    SmallData.images(folder.resolve("pictures"), 12);
    SmallData.png(folder.resolve("pictures/class-0/0004.png"), 8, 9, 1);
    refused("pictures", "pictures/class-0/0004.png", "--resize");
  }

  @Test
  void aFolderOfNothing() throws IOException {
    Files.createDirectories(folder.resolve("empty"));
    refused("empty", "empty");
  }
}
