package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
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

  /**
   * Reads the copy; what is wrong with it is told of the place that it came from.
   *
   * @throws IOException where another process removed it to make room for its own
   */
  <T> T naming(Function<Path, T> reading) throws IOException {
    try {
      return reading.apply(folder.resolve(files.name()));
    } catch (InvalidInput e) {
      if (!Files.exists(folder)) {
        throw new IOException(
            "the copy of %s gave way to another process's data while it was read; try again, or set %s to more GB"
                .formatted(files.title(), CacheBound.VARIABLE),
            e);
      }
      String message = String.valueOf(e.getMessage());
      throw new InvalidInput(message.replace(folder.toString(), files.place()), e);
    }
  }

  @Override
  public void close() {
    release.run();
  }
}
