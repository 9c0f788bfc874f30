package dev.kakusan.storage.file;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobKeys;
import dev.kakusan.storage.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Blobs as files under a folder, which is made with the first put. A put writes a file aside,
 * forces it to the disk and moves it into place, so a crash leaves the old bytes or the new ones;
 * what it may leave aside begins with {@value #ASIDE} and is never listed. A folder goes with its
 * last blob.
 */
public final class FileBlobStore implements BlobStore {

  private static final String ASIDE = ".aside-";

  private final Path root;

  public FileBlobStore(Path root) {
    if (Files.exists(root) && !Files.isDirectory(root)) {
      throw new InvalidInput(root + " is a file, where a folder is wanted");
    }
    this.root = root;
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public void put(String key, byte[] bytes) throws IOException {
    Path target = path(key);
    Path aside = target.resolveSibling(ASIDE + UUID.randomUUID());
    try {
      Files.createDirectories(target.getParent());
      try (FileChannel channel =
          FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(
          aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      deleteQuietly(aside, e);
      throw new IOException("cannot write " + target + ": " + reason(e), e);
    }
  }

  private static void deleteQuietly(Path aside, IOException cause) {
    try {
      Files.deleteIfExists(aside);
    } catch (IOException e) {
      cause.addSuppressed(e); // the folder above is none
    }
  }

  /** The system's words without the path; where there are none, the kind of failure has a name. */
  private static String reason(IOException e) {
    String words = e instanceof FileSystemException fs ? fs.getReason() : e.getMessage();
    String kind = e.getClass().getSimpleName().replaceFirst("Exception$", "");
    return words != null
        ? words
        : kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  @Override
  public byte[] get(String key) throws IOException {
    Path path = path(key);
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return Files.readAllBytes(path);
  }

  @Override
  public boolean exists(String key) {
    return Files.isRegularFile(path(key));
  }

  @Override
  public List<String> list(String prefix) throws IOException {
    Path folder = prefix.isEmpty() ? root : root.resolve(prefix);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith(ASIDE))
          .map(file -> root.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Override
  public void delete(String key) throws IOException {
    Path file = path(key);
    Files.deleteIfExists(file);
    Path folder = file.getParent();
    while (folder != null && !folder.equals(root) && isEmpty(folder)) {
      Files.delete(folder);
      folder = folder.getParent();
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private Path path(String key) {
    return root.resolve(BlobKeys.checked(key));
  }
}
