package dev.kakusan.data;

import dev.kakusan.compute.Shape;
import dev.kakusan.random.RandomKey;

/**
 * The batches of a training run: every epoch meets every example once, in an order of its own.
 * Which examples step s sees is a function of the key and s alone, so a run that resumes needs to
 * know nothing but its step.
 */
public final class BatchReader {

  private final Dataset data;
  private final int batchSize;
  private final RandomKey key;
  private final PixelScaling scaling;
  private long epoch = -1;
  private int[] order = {};

  /**
   * @param key of the orders
   */
  public BatchReader(Dataset data, int batchSize, RandomKey key) {
    this.data = data;
    this.batchSize = batchSize;
    this.key = key;
    this.scaling = new PixelScaling(data.descriptor().levels());
  }

  public Shape shape() {
    return data.descriptor().shape().batchOf(batchSize);
  }

  /**
   * The examples of a step in the model's units, row-major; a batch may reach into the next epoch.
   *
   * @param step 1 for the first
   */
  public double[] batch(long step) {
    int d = data.descriptor().shape().size();
    double[] values = new double[batchSize * d];
    for (int i = 0; i < batchSize; i++) {
      data.copy(example((step - 1) * batchSize + i), values, i * d);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = scaling.toModel(values[i]);
    }
    return values;
  }

  private int example(long position) {
    long wanted = position / data.size();
    if (wanted != epoch) {
      order = key.child(wanted).permutation(data.size());
      epoch = wanted;
    }
    return order[(int) (position % data.size())];
  }
}
