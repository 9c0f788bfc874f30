package dev.kakusan.compute.reference;

/**
 * Products of row-major matrices, by whole rows so that the caches and the vector units are used.
 */
final class Matrices {

  private Matrices() {}

  /** sum += left · right, for left [rows, inner] and right [inner, columns]. */
  static void addProduct(
      double[] left, double[] right, double[] sum, int rows, int inner, int columns) {
    for (int r = 0; r < rows; r++) {
      int k = 0;
      for (; k + 4 <= inner; k += 4) {
        addFourRows(left, r * inner + k, right, k * columns, sum, r * columns, columns);
      }
      for (; k < inner; k++) {
        addRow(left[r * inner + k], right, k * columns, sum, r * columns, columns);
      }
    }
  }

  /** Adds one row of {@code right}, from {@code from} on, times a factor. */
  private static void addRow(
      double factor, double[] right, int from, double[] sum, int to, int columns) {
    for (int c = 0; c < columns; c++) {
      sum[to + c] += factor * right[from + c];
    }
  }

  /** Adds four rows at a time, so that {@code sum} is read and written a quarter as often. */
  private static void addFourRows(
      double[] left, int factor, double[] right, int from, double[] sum, int to, int columns) {
    double f0 = left[factor];
    double f1 = left[factor + 1];
    double f2 = left[factor + 2];
    double f3 = left[factor + 3];
    int second = from + columns;
    int third = second + columns;
    int fourth = third + columns;
    for (int c = 0; c < columns; c++) {
      sum[to + c] +=
          f0 * right[from + c]
              + f1 * right[second + c]
              + f2 * right[third + c]
              + f3 * right[fourth + c];
    }
  }

  /** [rows, columns] becomes [columns, rows]. */
  static double[] transposed(double[] matrix, int rows, int columns) {
    double[] result = new double[matrix.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        result[c * rows + r] = matrix[r * columns + c];
      }
    }
    return result;
  }
}
