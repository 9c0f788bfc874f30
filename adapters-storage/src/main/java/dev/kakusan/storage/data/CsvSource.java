package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.InMemoryDataset;
import dev.kakusan.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A table of numbers as a data set, in one file that is parted, or in one for each split. */
final class CsvSource {

  private final String location;
  private final Path path;
  private final CsvOptions options;
  private final @Nullable Path test;

  /** With the file of the test split, if it has one of its own. */
  CsvSource(Location location, CsvOptions options, @Nullable Path test) {
    this.location = location.text();
    this.path = location.path();
    this.options = options;
    this.test = test;
  }

  Dataset open(Split split, int resize) throws IOException {
    CsvTable train = CsvTable.read(path, options);
    CsvTable test = other(train);
    int classes = Math.max(train.classes(), test == null ? 0 : test.classes());
    CsvTable chosen = split == Split.TRAIN || test == null ? train : test;
    Shape shape = shape(chosen.shape(), resize);
    float[] values = resized(chosen, resize);
    int levels = options.levels();
    return test == null
        ? InMemoryDataset.part(location, split, shape, levels, classes, values, train.labels())
        : InMemoryDataset.of(location, split, shape, levels, classes, values, chosen.labels());
  }

  private @Nullable CsvTable other(CsvTable train) throws IOException {
    Path file = test;
    if (file == null) {
      return null;
    }
    if (!Files.isRegularFile(file)) {
      throw new InvalidInput(location + ": no such test file: " + file);
    }
    CsvTable test = CsvTable.read(file, options);
    if (!test.shape().equals(train.shape())) {
      throw new InvalidInput(
          String.format(
              "%s: %d values in a row, but %s has %d",
              file, test.shape().size(), path, train.shape().size()));
    }
    return test;
  }

  private Shape shape(Shape shape, int resize) {
    if (resize != 0 && shape.rank() != 3) {
      throw new InvalidInput(
          String.format(
              "%s: only images can be resized, rows of shape %s are none; give ?shape=CxHxW",
              location, shape));
    }
    return resize == 0 ? shape : Shape.of(shape.dim(0), resize, resize);
  }

  private float[] resized(CsvTable table, int resize) {
    if (resize == 0) {
      return table.values();
    }
    Resize to = Resize.of(table.shape(), resize, options.levels());
    int before = table.shape().size();
    int after = to.shape().size();
    float[] values = Capacity.floats(path, table.labels().length, after);
    double[] image = new double[before];
    for (int example = 0; example < table.labels().length; example++) {
      for (int i = 0; i < before; i++) {
        image[i] = table.values()[example * before + i];
      }
      to.apply(image, values, example * after);
    }
    return values;
  }
}
