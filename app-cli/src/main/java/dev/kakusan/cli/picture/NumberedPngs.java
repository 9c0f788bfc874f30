package dev.kakusan.cli.picture;

import dev.kakusan.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with one PNG for each image, 00000.png and so on, as large as the images are. Earlier
 * pictures of that kind give way; a folder with anything else in it is refused.
 */
final class NumberedPngs {

  private static final Predicate<String> NUMBERED =
      Pattern.compile("\\d{5,}\\.png").asMatchPredicate();

  private NumberedPngs() {}

  /** Writes all pictures aside, in a hidden folder within, before the first is moved into place. */
  static void write(Samples samples, Path folder) throws IOException {
    requireOurs(folder);
    boolean existed = Files.isDirectory(folder);
    Path aside = WrittenAside.asideOf(folder, folder);
    try {
      Files.createDirectories(aside);
    } catch (IOException e) {
      throw WrittenAside.unwritable(folder, e);
    }
    boolean written = false;
    try {
      for (int i = 0; i < samples.count(); i++) {
        Files.write(aside.resolve(name(i)), Picture.encode(ImageGrid.single(samples, i)));
      }
      for (Path old : list(folder)) {
        if (NUMBERED.test(old.getFileName().toString())) {
          Files.delete(old);
        }
      }
      for (int i = 0; i < samples.count(); i++) {
        Files.move(aside.resolve(name(i)), folder.resolve(name(i)), StandardCopyOption.ATOMIC_MOVE);
      }
      written = true;
    } finally {
      for (Path left : list(aside)) {
        Files.delete(left);
      }
      Files.delete(aside);
      if (!written && !existed && list(folder).isEmpty()) {
        Files.delete(folder);
      }
    }
  }

  /**
   * Refuses a folder with other things in it than such pictures.
   *
   * @throws InvalidInput naming one of them
   */
  static void requireOurs(Path folder) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try {
      for (Path file : list(folder)) {
        String name = file.getFileName().toString();
        if (!NUMBERED.test(name) && !name.startsWith(".")) {
          throw new InvalidInput(
              "the folder %s holds other things (%s); give a new or an empty one"
                  .formatted(folder, name));
        }
      }
    } catch (IOException e) {
      throw WrittenAside.unwritable(folder, e);
    }
  }

  private static String name(int index) {
    return String.format(Locale.ROOT, "%05d.png", index);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
