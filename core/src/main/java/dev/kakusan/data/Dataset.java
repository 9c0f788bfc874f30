package dev.kakusan.data;

/**
 * One split of a data set: examples by index, always the same under the same index. Values are
 * integers 0..levels−1 where the descriptor has levels, and plain real numbers where it has none.
 * Safe to read from several threads.
 */
public interface Dataset {

  DatasetDescriptor descriptor();

  int size();

  /** Writes the values of an example, row-major, to {@code into[from…]}. */
  void copy(int example, double[] into, int from);

  /** The class of an example, or −1 where the data have no classes. */
  int label(int example);
}
