package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The numbers of one file: a row for each example, cells parted by commas, blank lines ignored. The
 * first row is a header where no cell of it is a number.
 *
 * @param labels −1 throughout where the rows have none
 */
record CsvTable(Shape shape, float[] values, int[] labels) {

  /** Reads the file twice: once for the number of rows, so that the values are held only once. */
  static CsvTable read(Path path, CsvOptions options) throws IOException {
    String first = null;
    long rows = 0;
    try (BufferedReader in = reader(path)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.isBlank()) {
          first = first == null ? line : first;
          rows++;
        }
      }
    }
    boolean header = first != null && isHeader(first);
    rows -= header ? 1 : 0;
    if (first == null || rows == 0) {
      throw new InvalidInput(path + ": holds no rows of numbers");
    }
    int columns = cells(first).length;
    Shape shape = shape(path, options, columns);
    CsvTable table =
        new CsvTable(shape, Capacity.floats(path, rows, shape.size()), new int[(int) rows]);
    table.fill(path, header, new CsvRow(path, options, shape.size() + options.label().columns()));
    return table;
  }

  /** The number of classes: the largest label and one more. */
  int classes() {
    return Arrays.stream(labels).max().orElse(-1) + 1;
  }

  private void fill(Path path, boolean header, CsvRow row) throws IOException {
    try (BufferedReader in = reader(path)) {
      int number = 0;
      int example = header ? -1 : 0;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        if (example >= 0) {
          labels[example] = row.read(number, line, values, example * shape.size());
        }
        example++;
      }
    }
  }

  private static Shape shape(Path path, CsvOptions options, int columns) {
    if (options.shape() != null) {
      return options.shape();
    }
    if (columns <= options.label().columns()) {
      throw new InvalidInput(path + ": holds a label in each row and no values");
    }
    return Shape.of(columns - options.label().columns());
  }

  private static boolean isHeader(String line) {
    return Arrays.stream(cells(line)).allMatch(cell -> CsvRow.number(cell) == null);
  }

  private static String[] cells(String line) {
    return withoutMark(line).split(",", -1);
  }

  /** Some programs put a byte order mark before the first line. */
  static String withoutMark(String line) {
    return line.startsWith("\ufeff") ? line.substring(1) : line;
  }

  /** Bytes that are no UTF-8 become marks of replacement, which no number has. */
  private static BufferedReader reader(Path path) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
  }
}
