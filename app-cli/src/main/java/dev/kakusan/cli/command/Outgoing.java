package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.cli.picture.SampleFile;
import dev.kakusan.cli.picture.SampleFormat;
import dev.kakusan.cli.plot.PlotFile;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Content;
import dev.kakusan.storage.place.AtOnce;
import dev.kakusan.storage.place.Stores;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a command's pictures go. For a store they are made in a folder for the time being, which is
 * gone once this is closed, and put there by {@link #deliver}; the store is asked before, so that
 * what is wrong with it is told before the long work. Else they are made in place.
 */
final class Outgoing implements Closeable {

  private static final Pattern NUMBERED = Pattern.compile("\\d{5,}\\.png");

  private final String location;
  private final Supplier<Stores> stores;
  private @Nullable Path folder;
  private @Nullable Thread atExit;
  private @Nullable Target target;

  /** A name in a store, or all of a store where it is empty. */
  private record Target(BlobStore store, String name) {}

  private Outgoing(String location, Supplier<Stores> stores) {
    this.location = location;
    this.stores = stores;
  }

  /**
   * To a location as a user gives it.
   *
   * @param stores are asked for only where the location is in one
   */
  static Outgoing to(String location, Supplier<Stores> stores) {
    return new Outgoing(location, stores);
  }

  private boolean elsewhere() {
    return Stores.isRemote(location) || location.startsWith("memory:");
  }

  /** What a user would call the result. */
  String name() {
    return elsewhere() ? location : Path.of(location).toString();
  }

  /**
   * Where samples are to be made.
   *
   * @throws InvalidInput where they can be neither made nor delivered
   */
  SampleFile samples() throws IOException {
    if (!elsewhere()) {
      return SampleFile.at(location);
    }
    SampleFile file = SampleFile.at(location, aside());
    target = file.format() == SampleFormat.FOLDER ? requireOurs() : requireName();
    return file;
  }

  /** The same for a plot. */
  PlotFile plot() throws IOException {
    if (!elsewhere()) {
      return PlotFile.at(location);
    }
    PlotFile file = PlotFile.at(location, aside());
    target = requireName();
    return file;
  }

  private Target requireName() throws IOException {
    int slash = location.lastIndexOf('/');
    String above = location.substring(0, Math.max(0, slash));
    String name = location.substring(slash + 1);
    if (above.isEmpty() || above.endsWith("/") || above.endsWith(":")) {
      throw new InvalidInput("a file in a bucket reads s3://bucket/name, got '" + location + "'");
    }
    BlobStore store = stores.get().open(above, "a picture");
    store.exists(name);
    return new Target(store, name);
  }

  private Target requireOurs() throws IOException {
    BlobStore store = stores.get().open(location.replaceFirst("/+$", ""), "a picture");
    for (String key : store.list("")) {
      if (!NUMBERED.matcher(key).matches() && !key.startsWith(".")) {
        throw new InvalidInput(
            "the folder %s holds other things (%s); give a new or an empty one"
                .formatted(location, key));
      }
    }
    return new Target(store, "");
  }

  /** Puts what was made where it belongs. */
  void deliver() throws IOException {
    if (target == null) {
      return;
    }
    BlobStore store = target.store();
    Path made = aside();
    if (!target.name().isEmpty()) {
      store.put(target.name(), Content.of(made));
      return;
    }
    Set<String> old = new HashSet<>(store.list(""));
    List<Path> files = below(made).stream().filter(Files::isRegularFile).toList();
    AtOnce.each(files, file -> store.put(file.getFileName() + "", Content.of(file)));
    files.forEach(file -> old.remove(file.getFileName() + ""));
    old.removeIf(key -> !NUMBERED.matcher(key).matches());
    AtOnce.each(old, store::delete);
  }

  /** The same at each call. */
  private Path aside() {
    Path made = folder;
    if (made == null) {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      try {
        made = Files.createTempDirectory(temporary, "kakusan-out");
      } catch (IOException e) {
        throw new InvalidInput(
            "%s is made in the folder %s first, which cannot be written to: %s"
                .formatted(location, temporary, e),
            e);
      }
      folder = made;
      Path gone = made;
      atExit = new Thread(() -> remove(gone), "kakusan-out");
      Runtime.getRuntime().addShutdownHook(atExit);
    }
    return made.resolve("made");
  }

  @Override
  public void close() {
    if (folder != null && atExit != null) {
      remove(folder);
      try {
        Runtime.getRuntime().removeShutdownHook(atExit);
      } catch (IllegalStateException e) {
        // at the exit already
      }
    }
  }

  private static void remove(Path folder) {
    try {
      for (Path path : below(folder)) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // the system clears its folder for the time being by itself
    }
  }

  /** The deepest first. */
  private static List<Path> below(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.sorted(Comparator.reverseOrder()).toList();
    }
  }
}
