package dev.kakusan.compute.reference;

import dev.kakusan.compute.Muon;
import java.util.Arrays;

/** Matrices with all their singular values near one. */
final class Orthogonal {

  private Orthogonal() {}

  /**
   * The matrix with its singular vectors and with singular values near one, by the polynomial of
   * {@link Muon}.
   *
   * @param matrix row-major [rows, columns]
   */
  static double[] near(double[] matrix, int rows, int columns) {
    // An odd polynomial of the transpose is the transpose of the polynomial: take the small square.
    return rows <= columns
        ? ofWide(matrix, rows, columns)
        : Matrices.transposed(
            ofWide(Matrices.transposed(matrix, rows, columns), columns, rows), columns, rows);
  }

  private static double[] ofWide(double[] matrix, int rows, int columns) {
    double norm = Math.sqrt(Arrays.stream(matrix).map(v -> v * v).sum());
    double[] x = Arrays.stream(matrix).map(v -> v / (norm + Muon.EPSILON)).toArray();
    for (int i = 0; i < Muon.ITERATIONS; i++) {
      double[] square = product(x, Matrices.transposed(x, rows, columns), rows, columns, rows);
      double[] fourth = product(square, square, rows, rows, rows);
      double[] factor = new double[rows * rows];
      Arrays.setAll(factor, k -> Muon.B * square[k] + Muon.C * fourth[k]);
      double[] next = product(factor, x, rows, rows, columns);
      for (int k = 0; k < next.length; k++) {
        next[k] += Muon.A * x[k];
      }
      x = next;
    }
    return x;
  }

  private static double[] product(double[] left, double[] right, int rows, int inner, int columns) {
    double[] product = new double[rows * columns];
    Matrices.addProduct(left, right, product, rows, inner, columns);
    return product;
  }
}
