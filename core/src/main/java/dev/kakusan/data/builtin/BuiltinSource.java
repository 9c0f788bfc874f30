package dev.kakusan.data.builtin;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.data.Split;
import java.util.ArrayList;
import java.util.List;

/**
 * The locations {@code builtin:NAME}: {@code digits} (1x28x28, 256 levels, 10 classes; 8,000 to
 * train, 1,000 to test) and, in the plane, {@code swiss-roll}, {@code moons} (2 classes), {@code
 * checkerboard} and {@code gaussians} (8 classes), continuous, 10,000 and 2,000. Every example is a
 * function of its name, split and index alone.
 */
public final class BuiltinSource implements DatasetSource {

  /** What stands before the name. */
  public static final String SCHEME = "builtin";

  private static final String DIGITS = "digits";
  private static final int MOST_PIXELS = 128;

  /** The names that can be opened. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(DIGITS);
    for (PointSet set : PointSet.values()) {
      names.add(set.id());
    }
    return List.copyOf(names);
  }

  /** {@inheritDoc} The digits are drawn at the size asked for, 1..128. */
  @Override
  public Dataset open(String location, Split split, int resize) {
    String name = location.substring(location.indexOf(':') + 1);
    if (name.equals(DIGITS)) {
      if (resize < 0 || resize > MOST_PIXELS) {
        throw new InvalidInput(
            location + ": resize must lie in 1.." + MOST_PIXELS + " or be 0, got " + resize);
      }
      return Digits.open(location, split, resize == 0 ? Digits.naturalSize() : resize);
    }
    for (PointSet set : PointSet.values()) {
      if (set.id().equals(name)) {
        if (resize != 0) {
          throw new InvalidInput(location + ": points cannot be resized, got resize " + resize);
        }
        return set.open(location, split);
      }
    }
    throw new InvalidInput("no builtin data set '" + name + "'; known: " + names());
  }
}
