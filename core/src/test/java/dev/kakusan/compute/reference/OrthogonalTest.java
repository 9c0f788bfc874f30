package dev.kakusan.compute.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.Muon;
import dev.kakusan.random.RandomKey;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OrthogonalTest {

  private static RealMatrix matrix(double[] values, int rows, int columns) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows, columns);
    for (int i = 0; i < values.length; i++) {
      matrix.setEntry(i / columns, i % columns, values[i]);
    }
    return matrix;
  }

  /** The polynomial, five times, of one number. */
  private static double polynomial(double s) {
    double x = s;
    for (int i = 0; i < 5; i++) {
      x = 3.4445 * x - 4.775 * Math.pow(x, 3) + 2.0315 * Math.pow(x, 5);
    }
    return x;
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,7", "7,1", "4,9", "9,4", "16,16", "32,48"})
  void keepsTheSingularVectorsAndSendsEachValueThroughThePolynomial(int rows, int columns) {
    for (int seed = 0; seed < 5; seed++) {
      double[] values = RandomKey.root(seed).gaussians(rows * columns);
      RealMatrix given = matrix(values, rows, columns);
      SingularValueDecomposition svd = new SingularValueDecomposition(given);
      RealMatrix found = matrix(Orthogonal.near(values, rows, columns), rows, columns);
      RealMatrix core = svd.getUT().multiply(found).multiply(svd.getV());
      double norm = given.getFrobeniusNorm();
      double[] singular = svd.getSingularValues();
      for (int i = 0; i < singular.length; i++) {
        for (int j = 0; j < singular.length; j++) {
          double expected = i == j ? polynomial(singular[i] / (norm + Muon.EPSILON)) : 0;
          // 1e-13 by a⁵ = 485, over sums of up to 48 terms.
          assertThat(core.getEntry(i, j)).isCloseTo(expected, within(1e-9));
        }
        if (singular[i] > 0.01 * norm) {
          assertThat(core.getEntry(i, i)).isBetween(0.65, 1.25);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2,3", "3,2"})
  void zerosStayZeros(int rows, int columns) {
    assertThat(Orthogonal.near(new double[rows * columns], rows, columns)).containsOnly(0);
  }
}
