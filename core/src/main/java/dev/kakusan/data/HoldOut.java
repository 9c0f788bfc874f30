package dev.kakusan.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.random.RandomKey;
import java.util.BitSet;

/**
 * A training split in two: what a network learns from, and what settings are chosen on, so that the
 * test split stays unseen until they are.
 */
public final class HoldOut {

  private HoldOut() {}

  /**
   * One part of a training split, in its order. Which examples are held out depends on their number
   * alone.
   *
   * @param split {@link Split#TRAIN} for what is left, {@link Split#TEST} for what is held out
   * @param count to hold out, at least 1 and less than there are
   */
  public static Dataset part(Dataset train, Split split, int count) {
    DatasetDescriptor whole = train.descriptor();
    int n = train.size();
    if (count < 1 || count >= n) {
      throw new InvalidInput(
          String.format(
              "hold-out must be less than the %,d training examples of %s, got %,d",
              n, whole.location(), count));
    }
    BitSet out = new BitSet(n);
    int[] order = RandomKey.root(0).child("hold-out").permutation(n);
    for (int i = 0; i < count; i++) {
      out.set(order[i]);
    }
    int size = split == Split.TEST ? count : n - count;
    int d = whole.shape().size();
    float[] values = new float[size * d];
    int[] labels = new int[size];
    double[] example = new double[d];
    int to = 0;
    for (int i = 0; i < n; i++) {
      if (out.get(i) == (split == Split.TEST)) {
        train.copy(i, example, 0);
        for (int k = 0; k < d; k++) {
          values[to * d + k] = (float) example[k];
        }
        labels[to++] = train.label(i);
      }
    }
    return InMemoryDataset.of(
        whole.location(), split, whole.shape(), whole.levels(), whole.classes(), values, labels);
  }
}
