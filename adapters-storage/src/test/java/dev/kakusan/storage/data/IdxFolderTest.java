package dev.kakusan.storage.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetContract;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdxFolderTest {

  @TempDir Path folder = Path.of("");

  private final DatasetSource source = Sources.all();

  @Nested
  final class WithBothSplits implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      IdxFixture.folder(folder, 30, false);
    }

    @Override
    public DatasetSource source() {
      return source;
    }

    @Override
    public String location() {
      return folder.toString();
    }
  }

  @Nested
  final class GzippedWithoutATestSplit implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      IdxFixture.pair(folder, "train", 30, true);
    }

    @Override
    public DatasetSource source() {
      return source;
    }

    @Override
    public String location() {
      return folder.toUri().toString();
    }
  }

  @Test
  void bytesAreUnsignedAndImagesLieInOrder() throws IOException {
    byte[] pixels = {0, 1, 2, 127, (byte) 128, (byte) 255, 10, 11, 12, 13, 14, 15};
    write("train-images-idx3-ubyte", IdxFixture.idx(0x803, pixels, 2, 2, 3));
    write("train-labels-idx1-ubyte", IdxFixture.idx(0x801, new byte[] {3, 9}, 2));
    write("t10k-images-idx3-ubyte", IdxFixture.idx(0x803, pixels, 2, 2, 3));
    write("t10k-labels-idx1-ubyte", IdxFixture.idx(0x801, new byte[] {3, 1}, 2));
    Dataset data = source.open(folder.toString(), Split.TRAIN, 0);
    assertThat(data.descriptor().shape()).isEqualTo(Shape.of(1, 2, 3));
    assertThat(data.descriptor().levels()).isEqualTo(256);
    assertThat(data.descriptor().classes()).isEqualTo(10);
    assertThat(DatasetContract.values(data))
        .containsExactly(0, 1, 2, 127, 128, 255, 10, 11, 12, 13, 14, 15);
    assertThat(DatasetContract.labels(data)).containsExactly(3, 9);
  }

  @Test
  void theClassesAreThoseOfBothSplits() throws IOException {
    IdxFixture.folder(folder, 30, false);
    // The five test images have the labels 0..4 alone.
    assertThat(source.open(folder.toString(), Split.TEST, 0).descriptor().classes()).isEqualTo(7);
  }

  @Test
  void plainAndGzippedFilesHoldTheSameData(@TempDir Path zipped) throws IOException {
    IdxFixture.folder(folder, 30, false);
    IdxFixture.folder(zipped, 30, true);
    for (Split split : Split.values()) {
      assertThat(source.open(zipped.toString(), split, 0).descriptor().sha256())
          .isEqualTo(source.open(folder.toString(), split, 0).descriptor().sha256());
    }
  }

  @Test
  void oneChangedByteChangesTheChecksum() throws IOException {
    IdxFixture.folder(folder, 30, false);
    String before = source.open(folder.toString(), Split.TRAIN, 0).descriptor().sha256();
    Path images = folder.resolve("train-images-idx3-ubyte");
    byte[] bytes = Files.readAllBytes(images);
    bytes[100] ^= 1;
    Files.write(images, bytes);
    assertThat(source.open(folder.toString(), Split.TRAIN, 0).descriptor().sha256())
        .isNotEqualTo(before);
  }

  @Test
  void fourSizesGiveChannels() throws IOException {
    write("train-images-idx4-ubyte", IdxFixture.idx(0x804, IdxFixture.noise("c", 36), 3, 3, 2, 2));
    write("train-labels-idx1-ubyte", IdxFixture.idx(0x801, new byte[3], 3));
    assertThat(source.open(folder.toString(), Split.TRAIN, 0).descriptor().shape())
        .isEqualTo(Shape.of(3, 2, 2));
  }

  @Test
  void imagesAreResizedOnRequest() throws IOException {
    IdxFixture.folder(folder, 30, true);
    Dataset data = source.open(folder.toString(), Split.TRAIN, 2);
    assertThat(data.descriptor().shape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(data.size()).isEqualTo(30);
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(folder.resolve(name), bytes);
  }
}
