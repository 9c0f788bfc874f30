package dev.kakusan.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.random.RandomKey;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Examples held in memory, one float for each value: exact for integers up to 2^24. */
public final class InMemoryDataset implements Dataset {

  private final DatasetDescriptor descriptor;
  private final float[] values;
  private final int[] labels;

  private InMemoryDataset(DatasetDescriptor descriptor, float[] values, int[] labels) {
    this.descriptor = descriptor;
    this.values = values;
    this.labels = labels;
  }

  /**
   * @param values row-major, shape.size() for each example; at least one example
   * @param labels one for each example, in 0..classes−1, or −1 throughout where classes is 0
   * @throws InvalidInput where a value lies outside the levels, naming example and value
   */
  public static InMemoryDataset of(
      String location,
      Split split,
      Shape shape,
      int levels,
      int classes,
      float[] values,
      int[] labels) {
    if (labels.length == 0) {
      throw new InvalidInput(location + ": no examples in the " + split + " split");
    }
    if (values.length != labels.length * shape.size()) {
      throw new IllegalArgumentException(values.length + " values for " + labels.length);
    }
    for (int i = 0; i < values.length; i++) {
      float v = values[i];
      if (levels > 0 ? !(v >= 0 && v < levels && v == Math.rint(v)) : !Float.isFinite(v)) {
        throw new InvalidInput(
            String.format(
                "%s: example %d has the value %s, outside %s",
                location,
                i / shape.size(),
                v,
                levels > 0 ? "the integers 0.." + (levels - 1) : "the finite numbers"));
      }
    }
    String sha = sha256(shape, values, labels);
    return new InMemoryDataset(
        new DatasetDescriptor(location, split, shape, levels, classes, sha), values, labels);
  }

  /**
   * One part of a set without splits: a seeded nine tenths to train, the rest, one at least, to
   * test.
   */
  public static InMemoryDataset part(
      String location,
      Split split,
      Shape shape,
      int levels,
      int classes,
      float[] values,
      int[] labels) {
    int n = labels.length;
    if (n < 2) {
      throw new InvalidInput(location + ": at least 2 examples are needed to split, got " + n);
    }
    int[] order = RandomKey.root(0).child("split").permutation(n);
    int test = Math.max(1, n / 10);
    int from = split == Split.TEST ? 0 : test;
    int count = split == Split.TEST ? test : n - test;
    int d = shape.size();
    float[] chosen = new float[count * d];
    int[] chosenLabels = new int[count];
    for (int i = 0; i < count; i++) {
      int source = order[from + i];
      System.arraycopy(values, source * d, chosen, i * d, d);
      chosenLabels[i] = labels[source];
    }
    return of(location, split, shape, levels, classes, chosen, chosenLabels);
  }

  private static String sha256(Shape shape, float[] values, int[] labels) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer head = ByteBuffer.allocate(4 * (shape.rank() + 1));
      head.putInt(labels.length);
      for (int d : shape.dims()) {
        head.putInt(d);
      }
      digest.update(head.array());
      ByteBuffer row = ByteBuffer.allocate(4 * (shape.size() + 1));
      for (int i = 0; i < labels.length; i++) {
        row.clear();
        row.putInt(labels[i]);
        row.asFloatBuffer().put(values, i * shape.size(), shape.size());
        digest.update(row.array());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public DatasetDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public void copy(int example, double[] into, int from) {
    int d = descriptor.shape().size();
    for (int i = 0; i < d; i++) {
      into[from + i] = values[example * d + i];
    }
  }

  @Override
  public int label(int example) {
    return labels[example];
  }
}
