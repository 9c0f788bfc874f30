package dev.kakusan.storage.place;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.storage.file.FileBlobStore;
import dev.kakusan.storage.s3.S3Location;
import dev.kakusan.storage.s3.S3Settings;
import dev.kakusan.storage.s3.S3Stores;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens the store at a location: a plain path or {@code file:} URI, {@code s3://bucket/prefix}, or
 * {@code memory:name}, which lives as long as this does.
 */
public final class Stores {

  /** Two letters at least, so that {@code C:\data} is a path. */
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

  private final S3Settings s3Settings;
  private final Consumer<String> notices;
  private final Map<String, BlobStore> memory = new ConcurrentHashMap<>();
  private @Nullable S3Stores s3;

  /**
   * @param notices gets a line where one has to wait
   */
  public Stores(S3Settings s3Settings, Consumer<String> notices) {
    this.s3Settings = s3Settings;
    this.notices = notices;
  }

  /** A line for the person who waits. */
  public void tell(String line) {
    notices.accept(line);
  }

  /** The scheme that a location begins with; none for a plain path. */
  public static Optional<String> scheme(String location) {
    Matcher matcher = SCHEME.matcher(location);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Whether a location is out of this machine's reach alone. */
  public static boolean isRemote(String location) {
    return location.startsWith("s3:");
  }

  /**
   * The store at a location, which need not exist.
   *
   * @param what lies there, with its article, for messages
   * @throws InvalidInput for a location that is none, or an unknown scheme, listing those known
   */
  public BlobStore open(String location, String what) {
    if (location.isBlank()) {
      throw new InvalidInput(what + "'s location must name a folder, got '" + location + "'");
    }
    String scheme = scheme(location).orElse("file");
    return switch (scheme) {
      case "file" -> new FileBlobStore(path(location));
      case "s3" -> s3().open(S3Location.of(location));
      case "memory" -> memory.computeIfAbsent(location, name -> new MemoryBlobStore());
      default ->
          throw new InvalidInput(
              "no store for scheme '"
                  + scheme
                  + "' in "
                  + location
                  + "; known: file, s3, memory, or a plain path");
    };
  }

  private synchronized S3Stores s3() {
    if (s3 == null) {
      s3 = new S3Stores(s3Settings, notices);
    }
    return s3;
  }

  private static Path path(String location) {
    try {
      return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    } catch (InvalidPathException e) {
      throw new InvalidInput(location + " is no path: " + e.getReason(), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          location + " is no file location, wanted file:///folder: " + e.getMessage(), e);
    }
  }

  /**
   * A folder of this machine's for what belongs to a location that cannot be reached; none for one
   * that always can.
   */
  public Optional<BlobStore> nearby(String location) {
    if (!isRemote(location)) {
      return Optional.empty();
    }
    String name =
        location.replaceFirst("/+$", "")
            + " "
            + s3Settings.endpoint()
            + " "
            + System.getenv("AWS_ENDPOINT_URL_S3");
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return Optional.of(
        new FileBlobStore(OwnFolders.state().resolve("refuge").resolve(id.toString())));
  }
}
