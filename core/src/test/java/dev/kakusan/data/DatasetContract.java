package dev.kakusan.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every data set promises, whatever it is read from; its examples must all differ. */
public interface DatasetContract {

  DatasetSource source();

  /** A location with both splits, or with enough examples to be split. */
  String location();

  private Dataset open(Split split) {
    return source().open(location(), split, 0);
  }

  @Test
  default void bothSplitsHoldExamplesAndSayWhatTheyAre() {
    for (Split split : Split.values()) {
      Dataset data = open(split);
      assertThat(data.size()).isPositive();
      assertThat(data.descriptor().location()).isEqualTo(location());
      assertThat(data.descriptor().split()).isEqualTo(split);
      assertThat(data.descriptor().sha256()).matches("[0-9a-f]{64}");
    }
  }

  @Test
  default void theSplitsAgreeOnShapeLevelsAndClasses() {
    DatasetDescriptor train = open(Split.TRAIN).descriptor();
    DatasetDescriptor test = open(Split.TEST).descriptor();
    assertThat(test.shape()).isEqualTo(train.shape());
    assertThat(test.levels()).isEqualTo(train.levels());
    assertThat(test.classes()).isEqualTo(train.classes());
  }

  @Test
  default void theSameIndexHoldsTheSameExampleWheneverItIsOpened() {
    for (Split split : Split.values()) {
      Dataset once = open(split);
      Dataset again = open(split);
      assertThat(again.descriptor()).isEqualTo(once.descriptor());
      assertThat(rows(again)).isEqualTo(rows(once));
      assertThat(labels(again)).isEqualTo(labels(once));
    }
  }

  @Test
  default void valuesLieInTheLevelsAndAreIntegersThere() {
    for (Split split : Split.values()) {
      Dataset data = open(split);
      int levels = data.descriptor().levels();
      for (double v : values(data)) {
        if (levels == 0) {
          assertThat(Double.isFinite(v)).isTrue();
        } else if (!(v >= 0 && v < levels && v == Math.rint(v))) {
          throw new AssertionError(v + " is no integer in 0.." + (levels - 1));
        }
      }
    }
  }

  @Test
  default void labelsLieInTheClassesOrAreMinusOneWhereThereAreNone() {
    for (Split split : Split.values()) {
      Dataset data = open(split);
      int classes = data.descriptor().classes();
      assertThat(IntStream.of(labels(data)))
          .allMatch(label -> classes == 0 ? label == -1 : label >= 0 && label < classes);
    }
  }

  @Test
  default void noExampleIsInBothSplits() {
    Set<String> train = new HashSet<>(Arrays.asList(rows(open(Split.TRAIN))));
    Set<String> test = new HashSet<>(Arrays.asList(rows(open(Split.TEST))));
    train.retainAll(test);
    assertThat(train).isEmpty();
  }

  @Test
  default void aCopyTouchesNothingButItsOwnPlace() {
    Dataset data = open(Split.TEST);
    int d = data.descriptor().shape().size();
    double[] plain = new double[d];
    data.copy(0, plain, 0);
    double[] padded = new double[d + 4];
    Arrays.fill(padded, -7);
    data.copy(0, padded, 2);
    assertThat(Arrays.copyOfRange(padded, 2, d + 2)).isEqualTo(plain);
    assertThat(new double[] {padded[0], padded[1], padded[d + 2], padded[d + 3]}).containsOnly(-7);
  }

  @Test
  default void theChecksumIsThatOfTheContentAndChangesWithOneValueOrLabel() {
    Dataset data = open(Split.TEST);
    DatasetDescriptor is = data.descriptor();
    float[] values = new float[data.size() * is.shape().size()];
    double[] found = values(data);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) found[i];
    }
    int[] labels = labels(data);
    assertThat(sha(is, values, labels)).isEqualTo(is.sha256());
    values[values.length - 1] = values[values.length - 1] == 1 ? 0 : 1;
    assertThat(sha(is, values, labels)).isNotEqualTo(is.sha256());
    values[values.length - 1] = (float) found[values.length - 1];
    labels[0] = labels[0] == 1 ? 0 : 1;
    assertThat(sha(is, values, labels)).isNotEqualTo(is.sha256());
  }

  @Test
  default void severalThreadsReadTheSameValues() {
    Dataset data = open(Split.TEST);
    String[] expected = rows(data);
    assertThat(IntStream.range(0, 8).parallel().mapToObj(thread -> rows(data)))
        .allSatisfy(rows -> assertThat(rows).isEqualTo(expected));
  }

  private static String sha(DatasetDescriptor is, float[] values, int[] labels) {
    Shape shape = is.shape();
    return InMemoryDataset.of("x", is.split(), shape, is.levels(), is.classes(), values, labels)
        .descriptor()
        .sha256();
  }

  /** All values of a data set, example by example. */
  static double[] values(Dataset data) {
    int d = data.descriptor().shape().size();
    double[] values = new double[data.size() * d];
    for (int i = 0; i < data.size(); i++) {
      data.copy(i, values, i * d);
    }
    return values;
  }

  static int[] labels(Dataset data) {
    return IntStream.range(0, data.size()).map(data::label).toArray();
  }

  private static String[] rows(Dataset data) {
    double[] row = new double[data.descriptor().shape().size()];
    String[] rows = new String[data.size()];
    for (int i = 0; i < rows.length; i++) {
      data.copy(i, row, 0);
      rows[i] = Arrays.toString(row);
    }
    return rows;
  }
}
