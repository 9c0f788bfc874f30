package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import java.nio.file.Path;

/** How much one split may hold: an array's worth of values. */
final class Capacity {

  private static final long MOST = Integer.MAX_VALUE - 8L;

  private Capacity() {}

  /** An array for {@code examples} of {@code each} values, or a refusal that names the product. */
  static float[] floats(Path path, long examples, long each) {
    if (examples > MOST / Math.max(1, each)) {
      throw new InvalidInput(
          String.format(
              "%s: %d examples of %d values each; at most %d values can be held",
              path, examples, each, MOST));
    }
    return new float[(int) (examples * each)];
  }
}
