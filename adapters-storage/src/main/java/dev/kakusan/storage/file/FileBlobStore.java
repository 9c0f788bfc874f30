package dev.kakusan.storage.file;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobEntry;
import dev.kakusan.storage.BlobKeys;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
  private static final int ATTEMPTS = 5;

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
  public void put(String key, Content content) throws IOException {
    written(
        key,
        content,
        (aside, target) ->
            Files.move(
                aside,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) throws IOException {
    if (exists(key)) {
      return false;
    }
    try {
      written(key, Content.of(bytes), this::placeIfAbsent);
      return true;
    } catch (IOException e) {
      if (e.getCause() instanceof FileAlreadyExistsException && exists(key)) {
        return false;
      }
      throw e;
    }
  }

  /**
   * A second name for a file is given only where that name is free, and by the kernel at once. File
   * systems without second names take a lock instead.
   */
  private void placeIfAbsent(Path aside, Path target) throws IOException {
    try {
      Files.createLink(target, aside);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      synchronized (FileBlobStore.class) { // a lock of the system's is held by the whole process
        Path lock = root.resolve(ASIDE + "lock");
        try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          channel.lock();
          if (Files.exists(target)) {
            throw new FileAlreadyExistsException(target.toString());
          }
          Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
  }

  @FunctionalInterface
  private interface Placement {
    void place(Path aside, Path target) throws IOException;
  }

  private void written(String key, Content content, Placement placement) throws IOException {
    Path target = path(key);
    try {
      for (int attempt = 1; ; attempt++) {
        try {
          writtenInto(target, content, placement);
          return;
        } catch (NoSuchFileException e) {
          // A folder goes with its last blob, and may just have gone.
          if (attempt == ATTEMPTS || Files.isDirectory(folderOf(target))) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new IOException("cannot write " + target + ": " + reason(e), e);
    }
  }

  private static void writtenInto(Path target, Content content, Placement placement)
      throws IOException {
    Path aside = target.resolveSibling(ASIDE + UUID.randomUUID());
    try {
      Files.createDirectories(folderOf(target));
      try (FileChannel channel =
          FileChannel.open(aside, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        copy(content, Channels.newOutputStream(channel));
        channel.force(true);
      }
      placement.place(aside, target);
      force(folderOf(target));
      Files.deleteIfExists(aside);
    } catch (IOException e) {
      deleteQuietly(aside, e);
      throw e;
    }
  }

  private static void copy(Content content, OutputStream out) throws IOException {
    try (InputStream in = content.open(0)) {
      long copied = in.transferTo(out);
      if (copied != content.size()) {
        throw new EOFException(copied + " of " + content.size() + " bytes could be read");
      }
    }
  }

  /** A new name lasts through a power failure once its folder is on the disk. */
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (FileSystemException e) {
      if (Files.isReadable(folder) && !isWindows()) {
        throw e;
      }
    }
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").startsWith("Windows"); // where folders cannot be opened
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
  public InputStream open(String key, long from) throws IOException {
    Path path = path(key);
    if (!Files.isRegularFile(path)) {
      throw new NoSuchFileException(path.toString());
    }
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    return Channels.newInputStream(channel.position(from));
  }

  @Override
  public boolean exists(String key) {
    return Files.isRegularFile(path(key));
  }

  @Override
  public List<BlobEntry> entries(String prefix) throws IOException {
    int slash = prefix.lastIndexOf('/');
    Path folder = slash < 0 ? root : root.resolve(prefix.substring(0, slash));
    for (int attempt = 1; ; attempt++) {
      try {
        return entries(folder, prefix);
      } catch (UncheckedIOException e) {
        // A folder that was listed may have gone with its last blob.
        if (attempt == ATTEMPTS || !(e.getCause() instanceof NoSuchFileException)) {
          throw new IOException(
              "cannot list " + folder + ": " + reason(Objects.requireNonNull(e.getCause())), e);
        }
      }
    }
  }

  private List<BlobEntry> entries(Path folder, String prefix) throws IOException {
    List<BlobEntry> entries = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.find(folder, Integer.MAX_VALUE, FileBlobStore::isBlob)) {
        for (Path file : (Iterable<Path>) files::iterator) {
          String key = root.relativize(file).toString().replace('\\', '/');
          if (key.startsWith(prefix)) {
            add(key, file, entries);
          }
        }
      }
    }
    entries.sort(Comparator.comparing(BlobEntry::key, BlobKeys.ORDER));
    return entries;
  }

  private static boolean isBlob(Path file, BasicFileAttributes attributes) {
    return Files.isRegularFile(file) && !isAside(file);
  }

  private static void add(String key, Path file, List<BlobEntry> entries) throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      String version = now.lastModifiedTime().toInstant() + "-" + now.size();
      entries.add(new BlobEntry(key, now.size(), version));
    } catch (NoSuchFileException e) {
      // deleted since it was listed
    }
  }

  @Override
  public void delete(String key) throws IOException {
    Path file = path(key);
    Files.deleteIfExists(file);
    Path folder = file.getParent();
    while (folder != null && !folder.equals(root) && wentAway(folder)) {
      folder = folder.getParent();
    }
  }

  /** Removes a folder that is empty; one that is not there has gone already. */
  private static boolean wentAway(Path folder) throws IOException {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    }
  }

  @Override
  public void sweep() throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    List<Path> aside;
    try (Stream<Path> files = Files.find(root, Integer.MAX_VALUE, (file, a) -> isAside(file))) {
      aside = files.toList();
    }
    for (Path file : aside) {
      Files.deleteIfExists(file);
      Path folder = folderOf(file);
      while (!folder.equals(root) && wentAway(folder)) {
        folder = folderOf(folder);
      }
    }
  }

  private static boolean isAside(Path file) {
    return file.getFileName().toString().startsWith(ASIDE);
  }

  private static Path folderOf(Path blob) {
    return Objects.requireNonNull(blob.getParent(), "a blob lies below the root");
  }

  private Path path(String key) {
    if (BlobKeys.checked(key).startsWith(ASIDE) || key.contains("/" + ASIDE)) {
      throw new IllegalArgumentException("names beginning with " + ASIDE + " are the store's own");
    }
    return root.resolve(key);
  }
}
