package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDArray;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.TimeFeatures;
import java.util.Arrays;
import java.util.stream.IntStream;

/** The features of times on the device, each time's computed and sent there once. */
final class TimeTable implements AutoCloseable {

  private static final int FIRST_ROWS = 1024;

  private final DjlCompute compute;
  private final int width;
  private int rows;
  private PtNDArray table;

  /**
   * @param width of the features
   */
  TimeTable(DjlCompute compute, int width) {
    this.compute = compute;
    this.width = width;
    this.rows = FIRST_ROWS;
    this.table = computed();
  }

  /** The features of each time t in 1..T: [t.length, width], the caller's to close. */
  PtNDArray of(int[] t) {
    int most = Arrays.stream(t).max().orElse(0);
    if (most > rows) {
      table.close();
      rows = 2 * most;
      table = computed();
    }
    double[] places = Arrays.stream(t).asDoubleStream().map(time -> time - 1).toArray();
    try (PtNDArray where = compute.upload(places, Shape.of(t.length))) {
      return compute.operations().call("rows").with(table).with(where).tensor();
    }
  }

  private PtNDArray computed() {
    double[] features = TimeFeatures.of(IntStream.rangeClosed(1, rows).toArray(), width);
    return compute.upload(features, Shape.of(rows, width));
  }

  @Override
  public void close() {
    table.close();
  }
}
