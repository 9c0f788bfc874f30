package dev.kakusan.cli.picture;

import dev.kakusan.InvalidInput;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A file that appears under its name whole or not at all: it is written beside, and {@link
 * #commit()} moves it into place. Closed without a commit it leaves nothing.
 */
public final class WrittenAside implements Closeable {

  private final Path target;
  private final Path aside;
  private final OutputStream out;
  private boolean committed;

  /**
   * Makes the folders above the target where they are missing.
   *
   * @throws InvalidInput where nothing can be written there
   */
  public WrittenAside(Path target) {
    this.target = target;
    Path folder = folderOf(target);
    if (Files.isDirectory(target)) {
      throw new InvalidInput("cannot write the file " + target + ": it is a folder");
    }
    this.aside = asideOf(folder, target);
    try {
      Files.createDirectories(folder);
      this.out =
          new BufferedOutputStream(Files.newOutputStream(aside, StandardOpenOption.CREATE_NEW));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  public OutputStream out() {
    // Closing is this class's affair, whatever a writer of pictures does with its stream.
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
      }

      @Override
      public void close() throws IOException {
        flush();
      }
    };
  }

  public void commit() throws IOException {
    out.close();
    Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (!committed) {
      try {
        out.close();
      } finally {
        Files.deleteIfExists(aside);
      }
    }
  }

  /**
   * To be asked before the long work: could a file be written there?
   *
   * @throws InvalidInput where not
   */
  public static void requireTakes(Path target) {
    if (Files.isDirectory(target)) {
      throw new InvalidInput("cannot write the file " + target + ": it is a folder");
    }
    requireExisting(target, folderOf(target));
  }

  /** The same for the nearest folder above {@code folder} that exists, itself included. */
  static void requireExisting(Path target, Path folder) {
    Path above = folder;
    while (!Files.exists(above) && above.getParent() != null) {
      above = above.getParent();
    }
    if (!Files.isDirectory(above)) {
      throw new InvalidInput("cannot write " + target + ": " + above + " is not a folder");
    }
    requireWritable(above);
  }

  static Path folderOf(Path target) {
    Path folder = target.toAbsolutePath().getParent();
    return folder == null ? target.toAbsolutePath() : folder;
  }

  /**
   * Tries to write in a folder that exists; asking for permission is not enough, as some file
   * systems refuse those who have it.
   *
   * @throws InvalidInput where nothing can be written there
   */
  private static void requireWritable(Path folder) {
    try {
      Files.delete(Files.createTempFile(folder, ".kakusan", ".part"));
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  /** A name in {@code folder} that nobody else uses, hidden from those who list it. */
  static Path asideOf(Path folder, Path target) {
    long number = ThreadLocalRandom.current().nextLong() >>> 1;
    return folder.resolve("." + target.getFileName() + "." + Long.toString(number, 36) + ".part");
  }

  static InvalidInput unwritable(Path folder, IOException e) {
    String reason = e instanceof FileSystemException fs ? fs.getReason() : e.getMessage();
    String kind = e.getClass().getSimpleName().replaceFirst("Exception$", "");
    String why =
        reason != null
            ? reason
            : kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return new InvalidInput("cannot write to the folder " + folder + ": " + why, e);
  }
}
