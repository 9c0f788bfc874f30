package dev.kakusan.compute.reference;

import dev.kakusan.compute.Shape;

/** What a perceptron needs beyond the operations of the port. */
final class Layers {

  private Layers() {}

  /** The same numbers in another shape of the same size. */
  static ReferenceTensor reshaped(ReferenceTensor x, Shape shape) {
    return x.result(
        shape,
        x.values(),
        dy -> {
          double[] dx = x.gradient();
          for (int i = 0; i < dy.length; i++) {
            dx[i] += dy[i];
          }
        },
        x);
  }

  /** x [B, in] times the transpose of {@code weight} [out, in]: [B, out]. */
  static ReferenceTensor timesTransposed(ReferenceTensor x, ReferenceTensor weight) {
    int batch = x.shape().dim(0);
    int in = x.shape().dim(1);
    int out = weight.shape().dim(0);
    double[] left = x.values();
    double[] w = weight.values();
    double[] y = new double[batch * out];
    Matrices.addProduct(left, Matrices.transposed(w, out, in), y, batch, in, out);
    return x.result(
        Shape.of(batch, out),
        y,
        dy -> {
          if (x.tracked()) {
            Matrices.addProduct(dy, w, x.gradient(), batch, out, in);
          }
          if (weight.tracked()) {
            double[] turned = Matrices.transposed(dy, batch, out);
            Matrices.addProduct(turned, left, weight.gradient(), out, batch, in);
          }
        },
        x,
        weight);
  }

  /** x [B, n] with {@code row} [n] added to each of its rows. */
  static ReferenceTensor plusToEachRow(ReferenceTensor x, ReferenceTensor row) {
    double[] y = x.toDoubles();
    double[] r = row.values();
    for (int i = 0; i < y.length; i++) {
      y[i] += r[i % r.length];
    }
    return x.result(
        x.shape(),
        y,
        dy -> {
          for (int i = 0; i < dy.length; i++) {
            if (x.tracked()) {
              x.gradient()[i] += dy[i];
            }
            if (row.tracked()) {
              row.gradient()[i % r.length] += dy[i];
            }
          }
        },
        x,
        row);
  }

  /** x σ(x), whose derivative is σ(x) (1 + x − x σ(x)). */
  static ReferenceTensor silu(ReferenceTensor x) {
    return x.map(z -> z / (1 + Math.exp(-z)), (z, y) -> (1 + z - y) / (1 + Math.exp(-z)));
  }
}
