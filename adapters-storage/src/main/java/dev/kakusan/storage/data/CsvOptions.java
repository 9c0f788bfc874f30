package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a table of numbers is to be read: {@code ?shape=1x8x8&levels=17&label=last&test=other.csv},
 * each optional.
 *
 * @param location as the user gave it
 * @param shape of one example, or null for [columns]
 * @param levels how many integers a value may be, or 0 for continuous data
 * @param label where each row's class stands
 * @param test where the file of the test split is, beside the first; null to part the first
 */
record CsvOptions(
    String location, @Nullable Shape shape, int levels, Label label, @Nullable String test) {

  private static final List<String> KEYS = List.of("shape", "levels", "label", "test");
  private static final Pattern SHAPE =
      Pattern.compile("[1-9]\\d{0,5}(x[1-9]\\d{0,4}x[1-9]\\d{0,4})?");
  private static final int MOST_LEVELS = 65_536;
  private static final long MOST_VALUES = 1L << 26;

  /** Where each row's class stands. */
  enum Label {
    FIRST,
    LAST,
    NONE;

    /** The column of the label among {@code columns}, or −1. */
    int column(int columns) {
      return switch (this) {
        case FIRST -> 0;
        case LAST -> columns - 1;
        case NONE -> -1;
      };
    }

    int columns() {
      return this == NONE ? 0 : 1;
    }
  }

  static CsvOptions of(Location location) {
    return of(location.text(), location.options());
  }

  static CsvOptions of(String location, Map<String, String> options) {
    for (String key : options.keySet()) {
      if (!KEYS.contains(key)) {
        throw new InvalidInput(String.format("%s: no option '%s'; known: %s", location, key, KEYS));
      }
    }
    return new CsvOptions(
        location,
        shape(location, options.get("shape")),
        levels(location, options.getOrDefault("levels", "0")),
        label(location, options.getOrDefault("label", "none")),
        options.get("test"));
  }

  private static @Nullable Shape shape(String location, @Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!SHAPE.matcher(text).matches()) {
      throw new InvalidInput(
          String.format(
              "%s: shape must read like 1x8x8 (channels, height, width) or 2, got '%s'",
              location, text));
    }
    String[] parts = text.split("x");
    int[] dims = new int[parts.length];
    long size = 1;
    for (int i = 0; i < dims.length; i++) {
      dims[i] = Integer.parseInt(parts[i]);
      size *= dims[i];
    }
    if (size > MOST_VALUES) {
      throw new InvalidInput(
          String.format(
              "%s: shape %s is %d values; at most %d", location, text, size, MOST_VALUES));
    }
    return Shape.of(dims);
  }

  private static int levels(String location, String text) {
    int levels = text.matches("\\d{1,6}") ? Integer.parseInt(text) : -1;
    if (levels < 0 || levels == 1 || levels > MOST_LEVELS) {
      throw new InvalidInput(
          String.format(
              "%s: levels must be 0 (continuous) or lie in 2..%d, got '%s'",
              location, MOST_LEVELS, text));
    }
    return levels;
  }

  private static Label label(String location, String text) {
    for (Label label : Label.values()) {
      if (label.name().toLowerCase(Locale.ROOT).equals(text)) {
        return label;
      }
    }
    throw new InvalidInput(
        location + ": label must be one of [first, last, none], got '" + text + "'");
  }
}
