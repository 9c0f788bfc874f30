package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.data.Split;
import dev.kakusan.storage.place.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data in files, recognised by what is there: a folder with IDX files, a folder with images, or a
 * file, which is read as a table of numbers ({@link CsvOptions}).
 */
final class FileSource implements DatasetSource {

  private static final int MOST_PIXELS = 4096;

  private final RemoteData remote;

  /** With a way to the test files of tables that are elsewhere. */
  FileSource(RemoteData remote) {
    this.remote = remote;
  }

  @Override
  public Dataset open(String text, Split split, int resize) {
    requireSize(text, resize);
    Location location = Location.of(text);
    Path path = location.path();
    if (Files.isDirectory(path)) {
      location.takesNoOptions();
      return folder(text, path, split, resize);
    }
    if (!Files.isRegularFile(path)) {
      throw new InvalidInput(path + ": no such file or folder");
    }
    requireTable(path.toString(), path.getFileName().toString());
    return table(location, split, resize);
  }

  static void requireSize(String text, int resize) {
    if (resize < 0 || resize > MOST_PIXELS) {
      throw new InvalidInput(
          text + ": resize must lie in 1.." + MOST_PIXELS + " or be 0, got " + resize);
    }
  }

  /** Refuses a single file of those that are read by the folder. */
  static void requireTable(String place, String name) {
    if (IdxFolder.isIdx(name) || ImageFolder.isImage(name)) {
      throw new InvalidInput(place + ": give the folder that holds it, not the file alone");
    }
  }

  static InvalidInput noData(String place) {
    return new InvalidInput(
        place
            + ": no data in this folder; expected train-images-idx3-ubyte[.gz] and"
            + " train-labels-idx1-ubyte[.gz], or .png, .jpg or .jpeg images, here or in a"
            + " sub-folder for each class, alone or below train and test");
  }

  static Dataset folder(String text, Path path, Split split, int resize) {
    try {
      if (IdxFolder.recognises(path)) {
        return new IdxFolder(text, path).open(split, resize);
      }
      if (ImageFolder.recognises(path)) {
        return new ImageFolder(text, path).open(split, resize);
      }
    } catch (IOException e) {
      throw Unreadable.because(path, e);
    }
    throw noData(path.toString());
  }

  Dataset table(Location location, Split split, int resize) {
    CsvOptions options = CsvOptions.of(location);
    String test = options.test();
    if (test == null) {
      return table(new CsvSource(location, options, null), location, split, resize);
    }
    if (!Stores.isRemote(test)) {
      Path beside = location.path().resolveSibling(Location.of(test).path());
      return table(new CsvSource(location, options, beside), location, split, resize);
    }
    try (Hold hold = remote.hold(remote.test(location.text(), test))) {
      return hold.naming(
          path -> table(new CsvSource(location, options, path), location, split, resize));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Dataset table(CsvSource source, Location location, Split split, int resize) {
    try {
      return source.open(split, resize);
    } catch (IOException e) {
      throw Unreadable.because(location.path(), e);
    }
  }
}
