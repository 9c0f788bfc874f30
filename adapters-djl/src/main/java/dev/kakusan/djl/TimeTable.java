package dev.kakusan.djl;

import dev.kakusan.compute.TimeFeatures;
import java.util.HashMap;
import java.util.Map;

/** The features of times, each time's computed once. */
final class TimeTable {

  private final int width;
  private final Map<Integer, double[]> rows = new HashMap<>();

  /**
   * @param width of the features
   */
  TimeTable(int width) {
    this.width = width;
  }

  int width() {
    return width;
  }

  /** The features of each time t in 1..T, row-major [t.length, width]. */
  double[] of(int[] t) {
    double[] features = new double[t.length * width];
    for (int i = 0; i < t.length; i++) {
      double[] row = rows.computeIfAbsent(t[i], time -> TimeFeatures.of(new int[] {time}, width));
      System.arraycopy(row, 0, features, i * width, width);
    }
    return features;
  }
}
