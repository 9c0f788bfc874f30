package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads one row into values and a label; every refusal names line and column, both from 1. */
final class CsvRow {

  private static final int MOST_LABEL = 99_999;

  private final Path path;
  private final int columns;
  private final int levels;
  private final int labelColumn;

  CsvRow(Path path, CsvOptions options, int columns) {
    this.path = path;
    this.columns = columns;
    this.levels = options.levels();
    this.labelColumn = options.label().column(columns);
  }

  /**
   * Writes the values into {@code into[from…]} and returns the label, or −1 where there is none.
   */
  int read(int line, String text, float[] into, int from) {
    String row = CsvTable.withoutMark(text);
    int found = 1 + (int) row.chars().filter(c -> c == ',').count();
    if (found != columns) {
      throw new InvalidInput(
          String.format("%s: line %d has %d columns, expected %d", path, line, found, columns));
    }
    int label = -1;
    int start = 0;
    int at = from;
    for (int column = 0; column < columns; column++) {
      int comma = row.indexOf(',', start);
      String cell = row.substring(start, comma < 0 ? row.length() : comma);
      start = comma + 1;
      if (column == labelColumn) {
        label = label(line, column, cell);
      } else {
        into[at++] = value(line, column, cell);
      }
    }
    return label;
  }

  private float value(int line, int column, String cell) {
    Double value = number(cell);
    if (value == null) {
      throw bad(line, column, "is not a finite number", cell);
    }
    if (levels > 0 && !(value >= 0 && value < levels && value == Math.rint(value))) {
      throw bad(line, column, "lies outside the integers 0.." + (levels - 1), cell);
    }
    float held = value.floatValue();
    if (!Float.isFinite(held)) {
      throw bad(line, column, "lies outside the finite single-precision numbers", cell);
    }
    return held + 0.0f; // −0 becomes 0
  }

  private int label(int line, int column, String cell) {
    Double value = number(cell);
    if (value == null || !(value >= 0 && value <= MOST_LABEL && value == Math.rint(value))) {
      throw bad(line, column, "is no label, an integer in 0.." + MOST_LABEL, cell);
    }
    return value.intValue();
  }

  private InvalidInput bad(int line, int column, String what, String cell) {
    return new InvalidInput(
        String.format(
            "%s: line %d, column %d: '%s' %s",
            path, line, column + 1, Unreadable.shown(cell.strip(), 20), what));
  }

  /** The value of a cell of one to nine digits, as most are, or −1. */
  private static int integer(String cell) {
    int length = cell.length();
    if (length == 0 || length > 9) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < length && value >= 0; i++) {
      int digit = cell.charAt(i) - '0';
      value = digit >= 0 && digit <= 9 ? 10 * value + digit : -1;
    }
    return value;
  }

  /** The finite or overflowing decimal number in a cell, or null; NaN and Infinity are none. */
  static @Nullable Double number(String cell) {
    int integer = integer(cell);
    if (integer >= 0) {
      return (double) integer;
    }
    String text = cell.strip();
    if (text.isEmpty()) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if ("0123456789+-.eE".indexOf(text.charAt(i)) < 0) {
        return null;
      }
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
