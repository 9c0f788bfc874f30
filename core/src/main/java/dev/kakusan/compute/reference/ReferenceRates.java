package dev.kakusan.compute.reference;

import dev.kakusan.compute.MachineRates;
import java.util.Arrays;

/** What plain loops reach on one thread. */
final class ReferenceRates {

  private static final int SIDE = 256;
  private static final int COPIED = 1 << 22;
  private static final int TIMES = 8;

  private ReferenceRates() {}

  static MachineRates measured() {
    double[] left = new double[SIDE * SIDE];
    double[] right = new double[SIDE * SIDE];
    double[] sum = new double[SIDE * SIDE];
    Arrays.setAll(left, i -> i * 1e-6);
    Arrays.setAll(right, i -> -i * 1e-6);
    double products =
        MachineRates.bestPerSecond(
            2.0 * SIDE * SIDE * SIDE,
            TIMES,
            () -> Matrices.addProduct(left, right, sum, SIDE, SIDE, SIDE));
    double[] from = new double[COPIED];
    double[] to = new double[COPIED];
    double bytes =
        MachineRates.bestPerSecond(
            2.0 * COPIED * Double.BYTES, TIMES, () -> System.arraycopy(from, 0, to, 0, COPIED));
    return new MachineRates(products, bytes);
  }
}
