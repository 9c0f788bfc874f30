package dev.kakusan.data.builtin;

import dev.kakusan.compute.Shape;
import dev.kakusan.data.InMemoryDataset;
import dev.kakusan.data.Split;
import dev.kakusan.random.RandomKey;
import java.util.Locale;

/** Laws of points in the plane, each scaled to a standard deviation near 1 in both coordinates. */
enum PointSet {
  /**
   * A spiral, r = θ for θ in 1.5π..4.5π, with noise: the swiss roll seen from its end. The mean of
   * r cos θ is 2.
   */
  SWISS_ROLL(0) {
    @Override
    void draw(Draws draws, int label, float[] into, int from) {
      double angle = StrictMath.PI * draws.uniform(1.5, 4.5);
      into[from] = (float) ((angle * StrictMath.cos(angle) - 2 + draws.normal(0.3)) / 7);
      into[from + 1] = (float) ((angle * StrictMath.sin(angle) + draws.normal(0.3)) / 7);
    }
  },

  /** Two half circles that reach into each other, with noise; each is a class. */
  MOONS(2) {
    @Override
    void draw(Draws draws, int label, float[] into, int from) {
      double angle = draws.uniform(0, StrictMath.PI);
      double x = StrictMath.cos(angle);
      double y = StrictMath.sin(angle);
      into[from] = (float) (((label == 0 ? x : 1 - x) - 0.5 + draws.normal(0.06)) / 0.87);
      into[from + 1] = (float) (((label == 0 ? y : 0.5 - y) - 0.25 + draws.normal(0.06)) / 0.5);
    }
  },

  /** Uniform on the dark squares of a board of 4 by 4 that spans [−√3, √3] in both coordinates. */
  CHECKERBOARD(0) {
    @Override
    void draw(Draws draws, int label, float[] into, int from) {
      int row = draws.index(4);
      int column = 2 * draws.index(2) + row % 2;
      double square = StrictMath.sqrt(3) / 2;
      into[from] = (float) (square * (column - 2 + draws.uniform(0, 1)));
      into[from + 1] = (float) (square * (row - 2 + draws.uniform(0, 1)));
    }
  },

  /** Eight equal normal laws, standard deviation 0.1, on a ring of radius √2; each is a class. */
  GAUSSIANS(8) {
    @Override
    void draw(Draws draws, int label, float[] into, int from) {
      double angle = StrictMath.PI * label / 4;
      double radius = StrictMath.sqrt(2);
      into[from] = (float) (radius * StrictMath.cos(angle) + draws.normal(0.1));
      into[from + 1] = (float) (radius * StrictMath.sin(angle) + draws.normal(0.1));
    }
  };

  private static final int TRAIN = 10_000;
  private static final int TEST = 2_000;

  private final int classes;

  PointSet(int classes) {
    this.classes = classes;
  }

  /** Draws one point of the class {@code label}, or of the whole law where there are no classes. */
  abstract void draw(Draws draws, int label, float[] into, int from);

  InMemoryDataset open(String location, Split split) {
    int n = split == Split.TRAIN ? TRAIN : TEST;
    RandomKey key = RandomKey.root(0).child(id()).child(split == Split.TRAIN ? 0 : 1);
    float[] values = new float[2 * n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      labels[i] = classes == 0 ? -1 : i % classes;
      draw(new Draws(key.child(i)), labels[i], values, 2 * i);
    }
    return InMemoryDataset.of(location, split, Shape.of(2), 0, classes, values, labels);
  }

  /** The name in {@code builtin:NAME}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
