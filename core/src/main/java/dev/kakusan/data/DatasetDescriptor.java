package dev.kakusan.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;

/**
 * What a data set is, apart from its numbers.
 *
 * @param location as the user gave it
 * @param split which part
 * @param shape of one example: [C, H, W] for images, [D] for points
 * @param levels how many integers a value may be (256 for 8 bits), or 0 for continuous data
 * @param classes how many classes there are, or 0
 * @param sha256 of this split's examples and labels, in hexadecimal
 */
public record DatasetDescriptor(
    String location, Split split, Shape shape, int levels, int classes, String sha256) {

  public DatasetDescriptor {
    if (levels < 0 || levels == 1) {
      throw new InvalidInput("levels must be 0 (continuous) or at least 2, got " + levels);
    }
  }

  public boolean discrete() {
    return levels > 0;
  }
}
