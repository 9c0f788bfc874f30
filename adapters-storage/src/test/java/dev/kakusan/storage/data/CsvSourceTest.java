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

final class CsvSourceTest {

  @TempDir Path folder = Path.of("");

  private final DatasetSource source = Sources.all();

  @Nested
  final class OneFileThatIsParted implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      StringBuilder rows = new StringBuilder("x,y\n");
      for (int i = 0; i < 40; i++) {
        rows.append(i / 8.0).append(',').append(-i).append('\n');
      }
      Files.writeString(folder.resolve("points.csv"), rows);
    }

    @Override
    public DatasetSource source() {
      return source;
    }

    @Override
    public String location() {
      return folder.resolve("points.csv").toString();
    }
  }

  @Nested
  final class AFileForEachSplit implements DatasetContract {
    @BeforeEach
    void write() throws IOException {
      write("a.tra", 30, 0);
      write("a.tes", 10, 30);
    }

    private void write(String name, int n, int from) throws IOException {
      StringBuilder rows = new StringBuilder();
      for (int i = from; i < from + n; i++) {
        rows.append(i % 17 + "," + i / 17 + ",16,0," + i % 3 + "\r\n");
      }
      Files.writeString(folder.resolve(name), rows);
    }

    @Override
    public DatasetSource source() {
      return source;
    }

    @Override
    public String location() {
      return folder.resolve("a.tra") + "?shape=1x2x2&levels=17&label=last&test=a.tes";
    }
  }

  @Test
  void aHeaderAByteOrderMarkBlanksAndBlankLinesAreNoData() throws IOException {
    Dataset data = open("\ufeffa,b\n\n 1 , 2.5\r\n\n-3e2,+.5\n1,1\n\n", "");
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.descriptor().shape()).isEqualTo(Shape.of(2));
    assertThat(data.descriptor().levels()).isZero();
    assertThat(data.descriptor().classes()).isZero();
    assertThat(DatasetContract.values(data)).containsAnyOf(2.5, -300);
  }

  @Test
  void aFirstRowWithANumberIsNoHeader() throws IOException {
    assertThat(open("1,2\n3,4\n5,6\n", "").size()).isEqualTo(2);
  }

  @Test
  void theLabelStandsFirstOrLast() throws IOException {
    for (String label : new String[] {"first", "last"}) {
      Dataset data = open("0,5,1\n0,5,1\n0,5,1\n", "?label=" + label);
      assertThat(data.descriptor().shape()).isEqualTo(Shape.of(2));
      assertThat(data.descriptor().classes()).isEqualTo(label.equals("first") ? 1 : 2);
      double[] row = new double[2];
      data.copy(0, row, 0);
      assertThat(row)
          .containsExactly(label.equals("first") ? new double[] {5, 1} : new double[] {0, 5});
    }
  }

  @Test
  void imagesInATableAreResizedOnRequest() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "0,4,8,12\n0,4,8,12\n");
    Dataset data = source.open(folder.resolve("t.csv") + "?shape=1x2x2&levels=17", Split.TRAIN, 1);
    assertThat(data.descriptor().shape()).isEqualTo(Shape.of(1, 1, 1));
    assertThat(DatasetContract.values(data)).containsExactly(6);
  }

  @Test
  void theTestFileLiesBesideTheFirst() throws IOException {
    Files.writeString(folder.resolve("b.csv"), "7,7\n");
    Files.writeString(folder.resolve("t.csv"), "1,2\n3,4\n");
    String location = folder.resolve("t.csv") + "?test=b.csv";
    assertThat(DatasetContract.values(source.open(location, Split.TEST, 0))).containsExactly(7, 7);
    assertThat(DatasetContract.values(source.open(location, Split.TRAIN, 0)))
        .containsExactly(1, 2, 3, 4);
  }

  private Dataset open(String text, String options) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    return source.open(file + options, Split.TRAIN, 0);
  }
}
