package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.engine.PtNDArray;
import dev.kakusan.compute.Muon;
import dev.kakusan.compute.Shape;
import dev.kakusan.djl.torchscript.OptimizerScript;
import dev.kakusan.random.RandomKey;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Muon's matrices, whether they or their squares go through the rounds. */
final class WideMatricesTest {

  private static final int COUNT = 3;

  /**
   * Singular values fall by the given factor from each to the next. A square holds its small ones
   * to 1e-7 of its largest; each round multiplies that by a², and five send it to some 1e-3.
   */
  @ParameterizedTest
  @CsvSource({
    "6, 8, 1",
    "6, 8, 0.3",
    "1, 9, 1",
    "6, 12, 0.3",
    "8, 72, 1",
    "8, 72, 0.1",
    "16, 144, 0.4"
  })
  void keepTheirSingularVectorsAndSendEachValueThroughThePolynomial(
      int rows, int columns, double fall) {
    double[] given = new double[COUNT * rows * columns];
    RealMatrix[] expected = new RealMatrix[COUNT];
    for (int n = 0; n < COUNT; n++) {
      RealMatrix matrix = drawn(RandomKey.root(n), rows, columns, fall);
      expected[n] = sent(matrix);
      for (int i = 0; i < rows * columns; i++) {
        given[n * rows * columns + i] = matrix.getEntry(i / columns, i % columns);
      }
    }
    double[] found = wide(given, rows, columns);
    for (int n = 0; n < COUNT; n++) {
      RealMatrix difference = new Array2DRowRealMatrix(rows, columns);
      for (int i = 0; i < rows * columns; i++) {
        double entry = found[n * rows * columns + i];
        difference.setEntry(
            i / columns, i % columns, entry - expected[n].getEntry(i / columns, i % columns));
      }
      assertThat(difference.getFrobeniusNorm()).isLessThan(2e-3 * expected[n].getFrobeniusNorm());
    }
  }

  private static double[] wide(double[] matrices, int rows, int columns) {
    try (DjlBackend backend = (DjlBackend) new DjlBackendProvider().open("cpu", 1);
        ScriptModule script =
            new ScriptModule(backend.compute().manager(), OptimizerScript.METHODS);
        PtNDArray x = backend.compute().upload(matrices, Shape.of(COUNT, rows, columns));
        PtNDArray found = script.call("wide").with(x).tensor()) {
      return DjlCompute.download(found);
    }
  }

  private static RealMatrix drawn(RandomKey key, int rows, int columns, double fall) {
    RealMatrix normal = new Array2DRowRealMatrix(rows, columns);
    double[] values = key.gaussians(rows * columns);
    for (int i = 0; i < values.length; i++) {
      normal.setEntry(i / columns, i % columns, values[i]);
    }
    SingularValueDecomposition svd = new SingularValueDecomposition(normal);
    double[] singular = svd.getSingularValues();
    for (int i = 0; i < singular.length; i++) {
      singular[i] *= Math.pow(fall, i);
    }
    return svd.getU().multiply(new DiagonalMatrix(singular)).multiply(svd.getVT());
  }

  private static RealMatrix sent(RealMatrix matrix) {
    SingularValueDecomposition svd = new SingularValueDecomposition(matrix);
    double[] singular = svd.getSingularValues();
    double norm = matrix.getFrobeniusNorm() + Muon.EPSILON;
    for (int i = 0; i < singular.length; i++) {
      double s = singular[i] / norm;
      for (int round = 0; round < 5; round++) {
        s = 3.4445 * s - 4.775 * Math.pow(s, 3) + 2.0315 * Math.pow(s, 5);
      }
      singular[i] = s;
    }
    return svd.getU().multiply(new DiagonalMatrix(singular)).multiply(svd.getVT());
  }
}
