package dev.kakusan.data.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetContract;
import dev.kakusan.data.Split;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BuiltinSourceTest {

  private static Dataset open(String name, Split split) {
    return new BuiltinSource().open("builtin:" + name, split, 0);
  }

  /** Frozen when the sets were made: another machine or JDK must draw the very same bits. */
  @ParameterizedTest
  @CsvSource({
    "digits, 3cb375278850740569531ffb1ee8f01d41691bb7413b7af56a1225f408c0d36d",
    "swiss-roll, 8036c937da08c5ca001ddcccd70468d66420497eb94453e3639ab77e65ded5cb",
    "moons, d55e7234fe6f98d5b1213d2dc00118d7a8c20015f744362df7f13b28baa7784b",
    "checkerboard, 40dc86bffeadd03f41aef09cb62f40b64d69df217dd2b5eb6e70d07de2342c73",
    "gaussians, c2c4fb7ce0832662a1bd5aa3479cba50e23e55e6919109af713d452531c39b8b",
  })
  void theTestSplitIsTheSameOnEveryMachine(String name, String sha256) {
    assertThat(open(name, Split.TEST).descriptor().sha256()).isEqualTo(sha256);
  }

  @Test
  void theDigitsAreGreyImagesOfTenEquallyFrequentClasses() {
    Dataset digits = open("digits", Split.TRAIN);
    assertThat(digits.size()).isEqualTo(8_000);
    assertThat(digits.descriptor().shape()).isEqualTo(Shape.of(1, 28, 28));
    assertThat(digits.descriptor().levels()).isEqualTo(256);
    int[] count = new int[10];
    for (int label : DatasetContract.labels(digits)) {
      count[label]++;
    }
    assertThat(count).containsOnly(800);
  }

  @Test
  void theMeanDigitOfEachClassTellsTheTestDigitsApart() {
    double[][] means = means(open("digits", Split.TRAIN));
    Dataset test = open("digits", Split.TEST);
    double[] image = new double[784];
    int right = 0;
    for (int i = 0; i < test.size(); i++) {
      test.copy(i, image, 0);
      right += nearest(means, image) == test.label(i) ? 1 : 0;
    }
    // Chance is 100; the same rule gets 848 of MNIST's 1,000. All right would mean no variety.
    assertThat(right).isBetween(750, 990);
  }

  @Test
  void everyDigitLeavesAnEmptyRimAndHasSolidInk() {
    Dataset test = open("digits", Split.TEST);
    double[] image = new double[784];
    for (int i = 0; i < test.size(); i++) {
      test.copy(i, image, 0);
      for (int k = 0; k < 28; k++) {
        assertThat(image[k] + image[27 * 28 + k] + image[28 * k] + image[28 * k + 27])
            .as("rim of %d", i)
            .isZero();
      }
      assertThat(Arrays.stream(image).max().orElseThrow()).as("ink of %d", i).isGreaterThan(128);
    }
  }

  @Test
  void theDigitsCanBeDrawnAtAnotherSize() {
    Dataset small = new BuiltinSource().open("builtin:digits", Split.TEST, 14);
    assertThat(small.descriptor().shape()).isEqualTo(Shape.of(1, 14, 14));
    double[] all = DatasetContract.values(small);
    double[] large = DatasetContract.values(open("digits", Split.TEST));
    // The same pen over the same area: the mean grey agrees but for the pixels' rounding of edges.
    assertThat(mean(all)).isCloseTo(mean(large), within(0.03 * mean(large)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"swiss-roll", "moons", "checkerboard", "gaussians"})
  void pointsHaveAboutUnitScaleInBothCoordinates(String name) {
    Dataset data = open(name, Split.TRAIN);
    assertThat(data.size()).isEqualTo(10_000);
    assertThat(open(name, Split.TEST).size()).isEqualTo(2_000);
    double[] values = DatasetContract.values(data);
    for (int axis = 0; axis < 2; axis++) {
      double sum = 0;
      double squares = 0;
      for (int i = axis; i < values.length; i += 2) {
        sum += values[i];
        squares += values[i] * values[i];
      }
      double mean = sum / data.size();
      assertThat(mean).isCloseTo(0, within(0.25));
      assertThat(Math.sqrt(squares / data.size() - mean * mean)).isCloseTo(1, within(0.1));
    }
  }

  @Test
  void theCheckerboardLeavesItsLightSquaresEmpty() {
    double[] values = DatasetContract.values(open("checkerboard", Split.TEST));
    double square = Math.sqrt(3) / 2;
    for (int i = 0; i < values.length; i += 2) {
      int column = (int) Math.floor(values[i] / square + 2);
      int row = (int) Math.floor(values[i + 1] / square + 2);
      assertThat((column + row) % 2).as("point %d", i / 2).isZero();
    }
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> open("digit", Split.TRAIN))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "no builtin data set 'digit'; known: "
                + "[digits, swiss-roll, moons, checkerboard, gaussians]");
  }

  @Test
  void pointsAreNotResizedAndDigitsNotBeyondBounds() {
    BuiltinSource source = new BuiltinSource();
    assertThatThrownBy(() -> source.open("builtin:moons", Split.TRAIN, 16))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("builtin:moons: points cannot be resized, got resize 16");
    assertThatThrownBy(() -> source.open("builtin:digits", Split.TRAIN, -1))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("builtin:digits: resize must lie in 1..128 or be 0, got -1");
  }

  private static double[][] means(Dataset data) {
    double[][] means = new double[10][784];
    double[] image = new double[784];
    for (int i = 0; i < data.size(); i++) {
      data.copy(i, image, 0);
      for (int k = 0; k < 784; k++) {
        means[data.label(i)][k] += image[k] * 10 / data.size();
      }
    }
    return means;
  }

  private static int nearest(double[][] means, double[] image) {
    int best = 0;
    double least = Double.MAX_VALUE;
    for (int c = 0; c < means.length; c++) {
      double square = 0;
      for (int k = 0; k < image.length; k++) {
        square += (image[k] - means[c][k]) * (image[k] - means[c][k]);
      }
      if (square < least) {
        least = square;
        best = c;
      }
    }
    return best;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
