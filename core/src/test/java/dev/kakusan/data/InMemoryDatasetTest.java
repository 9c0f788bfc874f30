package dev.kakusan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InMemoryDatasetTest {

  private static final Shape PAIR = Shape.of(2);

  private static Dataset of(int levels, float... values) {
    int[] labels = new int[values.length / 2];
    Arrays.fill(labels, -1);
    return InMemoryDataset.of("here", Split.TRAIN, PAIR, levels, 0, values, labels);
  }

  @Test
  void anExampleIsCopiedRowByRow() {
    double[] into = new double[2];
    of(8, 1, 2, 3, 4).copy(1, into, 0);
    assertThat(into).containsExactly(3, 4);
  }

  /** Worked out apart from this code: SHA-256 over 1, 2; −1; 0f, 1f, all big-endian. */
  @Test
  void theChecksumIsTakenOverCountShapeLabelsAndValues() {
    assertThat(of(0, 0, 1).descriptor().sha256())
        .isEqualTo("47d4c29520b429793a71607dbe299019e3fa831a25a0ba6a216efce9d266ca82");
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 8, 0.5f, Float.NaN, Float.POSITIVE_INFINITY})
  void aValueOutsideTheLevelsIsRefusedByPlaceAndValue(float bad) {
    assertThatThrownBy(() -> of(8, 1, 2, 3, bad))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("here: example 1 has the value " + bad + ", outside the integers 0..7");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void continuousValuesMustBeFinite(float bad) {
    assertThatThrownBy(() -> of(0, bad, 2))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("here: example 0 has the value " + bad + ", outside the finite numbers");
  }

  @Test
  void noExamplesAreRefused() {
    assertThatThrownBy(() -> of(8))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("here: no examples in the TRAIN split");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 19, 20, 101})
  void thePartsOfASetAreDisjointAndTogetherTheWhole(int n) {
    float[] values = new float[2 * n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      values[2 * i] = i;
      values[2 * i + 1] = -i;
      labels[i] = i;
    }
    boolean[] seen = new boolean[n];
    int total = 0;
    for (Split split : Split.values()) {
      Dataset part = InMemoryDataset.part("here", split, PAIR, 0, n, values, labels);
      double[] row = new double[2];
      for (int i = 0; i < part.size(); i++) {
        part.copy(i, row, 0);
        assertThat(row).containsExactly(part.label(i), -part.label(i));
        assertThat(seen[part.label(i)]).isFalse();
        seen[part.label(i)] = true;
      }
      total += part.size();
      assertThat(split == Split.TRAIN || part.size() == Math.max(1, n / 10)).isTrue();
    }
    assertThat(total).isEqualTo(n);
  }

  @Test
  void aSingleExampleCannotBeSplit() {
    assertThatThrownBy(
            () ->
                InMemoryDataset.part("here", Split.TRAIN, PAIR, 0, 0, new float[2], new int[] {-1}))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("here: at least 2 examples are needed to split, got 1");
  }
}
