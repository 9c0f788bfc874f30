package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Says in one line why a file could not be read. */
final class Unreadable {

  private Unreadable() {}

  static InvalidInput because(Path path, IOException e) {
    Path place = path;
    if (e instanceof FileSystemException broken && broken.getFile() != null) {
      place = Path.of(broken.getFile());
    }
    String reason;
    if (e instanceof EOFException) {
      reason = "the compressed data end early";
    } else if (e instanceof ZipException) {
      reason = "no gzip file, or a damaged one (" + e.getMessage() + ")";
    } else if (e instanceof NoSuchFileException) {
      reason = "no such file";
    } else if (e instanceof AccessDeniedException) {
      reason = "no permission to read it";
    } else {
      reason = "cannot be read (" + e.getMessage() + ")";
    }
    return new InvalidInput(place + ": " + reason, e);
  }

  /** What stands in a file as it may stand in a message: short, and without control characters. */
  static String shown(@Nullable String found, int most) {
    String text = found == null ? "" : found.replaceAll("\\p{Cntrl}", "?");
    return text.length() > most ? text.substring(0, most) + "…" : text;
  }
}
