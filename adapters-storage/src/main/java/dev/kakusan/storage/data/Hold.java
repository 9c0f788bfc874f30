package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import java.nio.file.Path;
import java.util.function.Function;

/** A copy of files from elsewhere, in use until it is closed. */
final class Hold implements AutoCloseable {

  private final Path folder;
  private final RemoteFiles files;
  private final Runnable release;

  Hold(Path folder, RemoteFiles files, Runnable release) {
    this.folder = folder;
    this.files = files;
    this.release = release;
  }

  /** Reads the copy; what is wrong with it is told of the place that it came from. */
  <T> T naming(Function<Path, T> reading) {
    try {
      return reading.apply(folder.resolve(files.name()));
    } catch (InvalidInput e) {
      String message = String.valueOf(e.getMessage());
      throw new InvalidInput(message.replace(folder.toString(), files.place()), e);
    }
  }

  @Override
  public void close() {
    release.run();
  }
}
