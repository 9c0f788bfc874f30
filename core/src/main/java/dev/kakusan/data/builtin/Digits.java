package dev.kakusan.data.builtin;

import dev.kakusan.compute.Shape;
import dev.kakusan.data.InMemoryDataset;
import dev.kakusan.data.Split;
import dev.kakusan.random.RandomKey;

/**
 * Handwritten digits, drawn: a pen follows one of the ways in which people write the digit, in a
 * hand of its own for each example. Grey, 256 levels, ink light on dark; the classes take turns, so
 * they are equally frequent.
 */
final class Digits {

  private static final int FRAME = 28;
  private static final int TRAIN = 8_000;
  private static final int TEST = 1_000;

  private Digits() {}

  /**
   * @param size height and width in pixels; the digits are drawn at that size, not drawn and then
   *     resized
   */
  static InMemoryDataset open(String location, Split split, int size) {
    int n = split == Split.TRAIN ? TRAIN : TEST;
    Shape shape = Shape.of(1, size, size);
    RandomKey key = RandomKey.root(0).child("digits").child(split == Split.TRAIN ? 0 : 1);
    float[] values = new float[n * shape.size()];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = i % 10;
      Draws draws = new Draws(key.child(i));
      Skeleton way = DigitShapes.choose(labels[i], draws);
      new Hand(draws).write(way, FRAME).draw(FRAME, size, values, i * shape.size());
    }
    return InMemoryDataset.of(location, split, shape, 256, 10, values, labels);
  }

  /** The size at which the digits come unless another is asked for. */
  static int naturalSize() {
    return FRAME;
  }
}
