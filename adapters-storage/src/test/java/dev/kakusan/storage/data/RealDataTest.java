package dev.kakusan.storage.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetContract;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Real data beside the project, where there are any. */
final class RealDataTest {

  private static final Path DATA = Path.of("..", "..", "shared", "data");

  private static Dataset open(String location, Split split, int resize) {
    return Sources.all().open(location, split, resize);
  }

  @Nested
  final class Mnist implements DatasetContract {
    @BeforeEach
    void isThere() {
      assumeTrue(Files.isDirectory(DATA.resolve("mnist")));
    }

    @Override
    public DatasetSource source() {
      return Sources.all();
    }

    @Override
    public String location() {
      return DATA.resolve("mnist").toString();
    }

    @Test
    void has8000And1000ImagesOfTenClasses() {
      Dataset train = open(location(), Split.TRAIN, 0);
      assertThat(train.size()).isEqualTo(8_000);
      assertThat(open(location(), Split.TEST, 0).size()).isEqualTo(1_000);
      assertThat(train.descriptor().shape()).isEqualTo(Shape.of(1, 28, 28));
      assertThat(train.descriptor().levels()).isEqualTo(256);
      assertThat(train.descriptor().classes()).isEqualTo(10);
    }

    @Test
    void keepsItsMeanGreyWhenHalved() {
      double[] large = DatasetContract.values(open(location(), Split.TEST, 0));
      double[] small = DatasetContract.values(open(location(), Split.TEST, 14));
      double sum = 0;
      for (int i = 0; i < large.length; i++) {
        sum += large[i] / large.length;
      }
      for (int i = 0; i < small.length; i++) {
        sum -= small[i] / small.length;
      }
      // Each of the 196,000 means of four is rounded by less than 0.5, to even where it is a half.
      assertThat(Math.abs(sum)).isLessThan(0.05);
    }
  }

  @Nested
  final class Optdigits implements DatasetContract {
    @BeforeEach
    void isThere() {
      assumeTrue(Files.isDirectory(DATA.resolve("optdigits")));
    }

    @Override
    public DatasetSource source() {
      return Sources.all();
    }

    @Override
    public String location() {
      return DATA.resolve("optdigits/optdigits.tra")
          + "?shape=1x8x8&levels=17&label=last&test=optdigits.tes";
    }

    @Test
    void has3823And1200ImagesOfTenClasses() {
      Dataset train = open(location(), Split.TRAIN, 0);
      assertThat(train.size()).isEqualTo(3_823);
      assertThat(open(location(), Split.TEST, 0).size()).isEqualTo(1_200);
      assertThat(train.descriptor().shape()).isEqualTo(Shape.of(1, 8, 8));
      assertThat(train.descriptor().levels()).isEqualTo(17);
      assertThat(train.descriptor().classes()).isEqualTo(10);
      // The first line of the file: 0,1,6,15,12,1,0,0, … and the label 0.
      double[] image = new double[64];
      train.copy(0, image, 0);
      assertThat(image).startsWith(0, 1, 6, 15, 12, 1, 0, 0);
      assertThat(train.label(0)).isZero();
    }
  }
}
