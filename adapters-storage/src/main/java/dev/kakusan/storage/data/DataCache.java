package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.place.OwnFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Copies of files from elsewhere, each under the {@link RemoteFiles#id} of what was listed there,
 * so that a copy is never used once an object has changed. A copy appears whole or not at all, and
 * is checked at every use.
 */
final class DataCache {

  /** A fetch that wrote nothing for so long has ended without cleaning up. */
  private static final Duration ABANDONED = Duration.ofHours(1);

  private final Path folder;
  private final CacheBound bound;
  private final Consumer<String> notes;
  private final Map<Path, Integer> inUse = new ConcurrentHashMap<>();

  DataCache(Path folder, CacheBound bound, Consumer<String> notes) {
    this.folder = folder;
    this.bound = bound;
    this.notes = notes;
  }

  static DataCache usual(Consumer<String> notes) {
    return new DataCache(
        OwnFolders.cache().resolve("data"),
        CacheBound.of(System.getenv(CacheBound.VARIABLE)),
        notes);
  }

  /** A copy of the files, fetched unless there is a good one; none is removed while it is held. */
  synchronized Hold hold(RemoteFiles files) throws IOException {
    CachedSet set = new CachedSet(folder.resolve(files.id()));
    String flaw = set.exists() ? set.flaw(files) : null;
    if (flaw != null) {
      notes.accept("the copy of %s is damaged: %s".formatted(files.title(), flaw));
      set.remove();
    }
    if (flaw != null || !set.exists()) {
      fetch(files, set);
    }
    set.touch();
    inUse.merge(set.folder(), 1, Integer::sum);
    return new Hold(
        set.files(),
        files,
        () -> inUse.computeIfPresent(set.folder(), (key, n) -> n == 1 ? null : n - 1));
  }

  private void fetch(RemoteFiles files, CachedSet set) throws IOException {
    if (files.bytes() > bound.bytes()) {
      throw bound.exceeded(files, "");
    }
    CachedSet part = new CachedSet(set.aside());
    try {
      Files.createDirectories(part.files());
    } catch (IOException e) {
      throw unwritable(e);
    }
    try {
      makeRoom(files);
      notes.accept("fetching %s, from %s".formatted(files.amount(), files.title()));
      new Download(files, part.files(), notes).run().write(part.checksums());
      place(part, set, files);
    } finally {
      CachedSet.delete(part.folder());
    }
  }

  private static void place(CachedSet part, CachedSet set, RemoteFiles files) throws IOException {
    try {
      Files.move(part.folder(), set.folder(), StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (!set.exists()) {
        throw e;
      }
      if (set.flaw(files) != null) { // else another process was quicker, and did as well
        set.remove();
        Files.move(part.folder(), set.folder(), StandardCopyOption.ATOMIC_MOVE);
      }
    }
  }

  /** Removes what was not used for longest until the files fit. */
  private void makeRoom(RemoteFiles files) throws IOException {
    for (Path part : entries(CachedSet.PART)) {
      removeAbandoned(part);
    }
    List<CachedSet> sets =
        entries("").stream()
            .map(CachedSet::new)
            .sorted(Comparator.comparing(CachedSet::lastUse))
            .toList();
    long held = sets.stream().mapToLong(CachedSet::bytes).sum();
    for (CachedSet set : sets) {
      if (held + files.bytes() > bound.bytes() && !inUse.containsKey(set.folder())) {
        held -= set.bytes();
        set.remove();
      }
    }
    if (held + files.bytes() > bound.bytes()) {
      throw bound.exceeded(files, " beside " + Amounts.of(held) + " in use");
    }
  }

  /** What is called by an id and that ending. */
  private List<Path> entries(String ending) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().matches(name(ending))).toList();
    }
  }

  private static String name(String ending) {
    return "[0-9a-f]{64}" + (ending.isEmpty() ? "" : ".*\\Q" + ending + "\\E");
  }

  private static void removeAbandoned(Path part) throws IOException {
    try {
      if (newest(part).isBefore(Instant.now().minus(ABANDONED))) {
        CachedSet.delete(part);
      }
    } catch (NoSuchFileException | UncheckedIOException e) {
      // another process is at it: moving it into place, or removing it too
    }
  }

  /** When anything in a folder was last written. */
  private static Instant newest(Path tree) throws IOException {
    Instant newest = Instant.EPOCH;
    List<Path> paths;
    try (Stream<Path> all = Files.walk(tree)) {
      paths = all.toList();
    }
    for (Path path : paths) {
      Instant written = Files.getLastModifiedTime(path).toInstant();
      newest = written.isAfter(newest) ? written : newest;
    }
    return newest;
  }

  private InvalidInput unwritable(IOException e) {
    String reason =
        e instanceof FileSystemException broken && broken.getReason() != null
            ? broken.getReason()
            : e.getClass().getSimpleName().replaceFirst("Exception$", "");
    return new InvalidInput(
        "cannot write to the cache %s: %s; XDG_CACHE_HOME names another place"
            .formatted(folder, reason),
        e);
  }
}
