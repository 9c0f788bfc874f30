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

final class ImageFolderTest {

  @TempDir Path folder = Path.of("");

  private final DatasetSource source = Sources.all();

  private abstract class Images implements DatasetContract {
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
  final class WithoutClasses extends Images {
    @BeforeEach
    void write() throws IOException {
      for (int i = 0; i < 20; i++) {
        ImageFixture.grey(folder.resolve(i + ".png"));
      }
    }
  }

  @Nested
  final class AFolderForEachClass extends Images {
    @BeforeEach
    void write() throws IOException {
      for (int i = 0; i < 24; i++) {
        ImageFixture.colour(folder.resolve("class" + i % 3).resolve(i + ".png"));
      }
      Files.writeString(folder.resolve("README.txt"), "no image");
      Files.createDirectories(folder.resolve(".hidden"));
      ImageFixture.grey(folder.resolve(".hidden/x.png"));
    }
  }

  @Nested
  final class TrainAndTest extends Images {
    @BeforeEach
    void write() throws IOException {
      for (int i = 0; i < 12; i++) {
        ImageFixture.grey(folder.resolve("train/c" + i % 3 + "/" + i + ".png"));
      }
      ImageFixture.colour(folder.resolve("test/c2/a.png"));
      ImageFixture.grey(folder.resolve("test/c1/b.png"));
    }

    @Test
    void theClassesAreThoseOfTheTrainingSplitAndColourAnywhereGivesThreeChannels() {
      Dataset test = source.open(location(), Split.TEST, 0);
      assertThat(DatasetContract.labels(test)).containsExactly(1, 2);
      assertThat(test.descriptor().classes()).isEqualTo(3);
      assertThat(test.descriptor().shape()).isEqualTo(Shape.of(3, 3, 4));
    }
  }
}
