package dev.kakusan.storage.data;

import dev.kakusan.storage.BlobEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One copy in the cache: its files, and beside them their checksums, which are written last. */
record CachedSet(Path folder) {

  static final String PART = ".part";

  Path files() {
    return folder.resolve("files");
  }

  Path checksums() {
    return folder.resolve("checksums");
  }

  boolean exists() {
    return Files.isDirectory(folder);
  }

  /** Why this is not what was fetched, or null where it is. */
  @Nullable String flaw(RemoteFiles wanted) {
    try {
      Checksums sums = Checksums.read(checksums());
      for (BlobEntry file : wanted.files()) {
        String flaw = flaw(file, sums.files().get(file.key()));
        if (flaw != null) {
          return file.key() + " " + flaw;
        }
      }
      long found = regularFiles();
      int listed = wanted.files().size();
      return found == listed ? null : found + " files, fetched were " + listed;
    } catch (IOException | UncheckedIOException e) {
      return "cannot be read, " + e.getMessage();
    }
  }

  private @Nullable String flaw(BlobEntry file, Checksums.@Nullable Sum sum) throws IOException {
    Path path = files().resolve(file.key());
    if (sum == null || sum.size() != file.size()) {
      return "has no checksum";
    }
    if (!Files.isRegularFile(path)) {
      return "is missing";
    }
    if (Files.size(path) != sum.size()) {
      return "has %d bytes, fetched were %d".formatted(Files.size(path), sum.size());
    }
    return Digests.sha256(path).equals(sum.sha256()) ? null : "has changed";
  }

  private long regularFiles() throws IOException {
    try (Stream<Path> all = Files.walk(files())) {
      return all.filter(Files::isRegularFile).count();
    }
  }

  /** Size of the files; 0 where that is not known. */
  long bytes() {
    try {
      return Checksums.read(checksums()).bytes();
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }

  /** Long ago where that is not known. */
  Instant lastUse() {
    try {
      return Files.getLastModifiedTime(checksums()).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH;
    }
  }

  void touch() {
    try {
      Files.setLastModifiedTime(checksums(), FileTime.from(Instant.now()));
    } catch (IOException e) {
      // a cache that can only be read is as good
    }
  }

  /** Out of the way at once, then deleted: another process sees all of it or nothing. */
  void remove() throws IOException {
    Path aside = aside();
    try {
      Files.move(folder, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return; // another process was quicker
    }
    delete(aside);
  }

  /** A name beside this that nobody else uses. */
  Path aside() {
    long number = ThreadLocalRandom.current().nextLong() >>> 1;
    return folder.resolveSibling(folder.getFileName() + "." + Long.toString(number, 36) + PART);
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(tree)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
