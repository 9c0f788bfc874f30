package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.data.Split;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Data in files, recognised by what is there: a folder with IDX files, a folder with images, or a
 * file, which is read as a table of numbers ({@link CsvOptions}).
 */
final class FileSource implements DatasetSource {

  private static final int MOST_PIXELS = 4096;

  @Override
  public Dataset open(String text, Split split, int resize) {
    if (resize < 0 || resize > MOST_PIXELS) {
      throw new InvalidInput(
          text + ": resize must lie in 1.." + MOST_PIXELS + " or be 0, got " + resize);
    }
    Location location = Location.of(text);
    Path path = location.path();
    try {
      if (Files.isDirectory(path)) {
        location.takesNoOptions();
        if (IdxFolder.recognises(path)) {
          return new IdxFolder(text, path).open(split, resize);
        }
        if (ImageFolder.recognises(path)) {
          return new ImageFolder(text, path).open(split, resize);
        }
        throw new InvalidInput(
            path
                + ": no data in this folder; expected train-images-idx3-ubyte[.gz] and"
                + " train-labels-idx1-ubyte[.gz], or .png, .jpg or .jpeg images, here or in a"
                + " sub-folder for each class, alone or below train and test");
      }
      if (!Files.isRegularFile(path)) {
        throw new InvalidInput(path + ": no such file or folder");
      }
      if (IdxFolder.isIdx(path) || ImageFolder.isImage(path)) {
        throw new InvalidInput(path + ": give the folder that holds it, not the file alone");
      }
      return new CsvSource(location, CsvOptions.of(location)).open(split, resize);
    } catch (IOException e) {
      throw Unreadable.because(path, e);
    }
  }
}
