package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.InMemoryDataset;
import dev.kakusan.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder of IDX files, named as MNIST's are: {@code train-images-idx3-ubyte} and {@code
 * train-labels-idx1-ubyte}, {@code t10k-…} for the test split, each plain or with {@code .gz}.
 * Images of three sizes are [1, H, W]; of four, [C, H, W]. Where there is no {@code t10k-…} the
 * training examples are parted.
 */
final class IdxFolder {

  private static final Pattern NAME =
      Pattern.compile("(train|t10k)-(images|labels)[-.]idx[134]-ubyte(\\.gz)?");
  private static final int LEVELS = 256;

  private final String location;
  private final Path folder;

  IdxFolder(String location, Path folder) {
    this.location = location;
    this.folder = folder;
  }

  static boolean isIdx(String fileName) {
    return NAME.matcher(fileName).matches();
  }

  static boolean recognises(Path folder) throws IOException {
    return !idxFiles(folder).isEmpty();
  }

  /** Plain files before gzipped ones, so that they win. */
  private static List<Path> idxFiles(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> isIdx(file.getFileName().toString())).sorted().toList();
    }
  }

  Dataset open(Split split, int resize) throws IOException {
    Pair train = pair("train");
    Pair test = pair("t10k");
    if (train == null) {
      throw new InvalidInput(folder + ": has t10k-images but no train-images-idx3-ubyte[.gz]");
    }
    int classes = Math.max(train.classes(), test == null ? 0 : test.classes());
    if (test != null && !test.shape().equals(train.shape())) {
      throw new InvalidInput(
          String.format(
              "%s: images of %s, but those of %s are %s",
              test.images.path(), test.shape(), train.images.path(), train.shape()));
    }
    Pair chosen = split == Split.TRAIN || test == null ? train : test;
    Shape shape = resize == 0 ? chosen.shape() : Shape.of(chosen.shape().dim(0), resize, resize);
    float[] values = values(chosen, resize);
    return test == null
        ? InMemoryDataset.part(location, split, shape, LEVELS, classes, values, train.labels)
        : InMemoryDataset.of(location, split, shape, LEVELS, classes, values, chosen.labels);
  }

  private static float[] values(Pair pair, int resize) throws IOException {
    Shape from = pair.shape();
    Resize to = Resize.of(from, resize, LEVELS);
    int each = to.shape().size();
    float[] values = Capacity.floats(pair.images.path(), pair.images.items(), each);
    double[] image = new double[from.size()];
    pair.images.read(
        (index, bytes) -> {
          for (int i = 0; i < bytes.length; i++) {
            image[i] = bytes[i] & 0xff;
          }
          to.apply(image, values, index * each);
        });
    return values;
  }

  private @Nullable Pair pair(String prefix) throws IOException {
    Path images = find(prefix + "-images");
    Path labels = find(prefix + "-labels");
    if (images == null) {
      if (labels == null) {
        return null;
      }
      throw oneOfTwo(labels, prefix + "-images-idx3-ubyte");
    }
    if (labels == null) {
      throw oneOfTwo(images, prefix + "-labels-idx1-ubyte");
    }
    IdxFile imageFile = IdxFile.open(images, 3, 4);
    IdxFile labelFile = IdxFile.open(labels, 1, 1);
    if (imageFile.items() != labelFile.items()) {
      throw new InvalidInput(
          String.format(
              "%s: holds %d images, but %s holds %d labels",
              images, imageFile.items(), labels.getFileName(), labelFile.items()));
    }
    return new Pair(imageFile, labelFile.labels());
  }

  private InvalidInput oneOfTwo(Path found, String missing) {
    return new InvalidInput(
        String.format("%s: has %s but no %s[.gz]", folder, found.getFileName(), missing));
  }

  private @Nullable Path find(String start) throws IOException {
    return idxFiles(folder).stream()
        .filter(file -> file.getFileName().toString().startsWith(start))
        .findFirst()
        .orElse(null);
  }

  private record Pair(IdxFile images, int[] labels) {

    Shape shape() {
      int[] sizes = images.sizes();
      return sizes.length == 3
          ? Shape.of(1, sizes[1], sizes[2])
          : Shape.of(sizes[1], sizes[2], sizes[3]);
    }

    int classes() {
      return Arrays.stream(labels).max().orElse(-1) + 1;
    }
  }
}
