package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobEntry;
import dev.kakusan.storage.place.AtOnce;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings files from a store into a folder. Each must have the size that was listed, and the MD5
 * that its tag states where it does. A tag may look like one and be none, as on servers that
 * encrypt; then two downloads that agree are believed.
 */
final class Download {

  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");
  private static final int BUFFER = 1 << 16;

  private final RemoteFiles files;
  private final Path folder;
  private final Consumer<String> notes;
  private final AtomicBoolean tagsAreNone = new AtomicBoolean();

  Download(RemoteFiles files, Path folder, Consumer<String> notes) {
    this.files = files;
    this.folder = folder;
    this.notes = notes;
  }

  private record Got(String sha256, String md5, long size) {}

  Checksums run() throws IOException {
    Map<String, Checksums.Sum> sums = new ConcurrentSkipListMap<>();
    AtOnce.each(files.files(), file -> sums.put(file.key(), checked(file)));
    return new Checksums(sums);
  }

  private Checksums.Sum checked(BlobEntry file) throws IOException {
    Got got = get(file);
    String flaw = flaw(file, got);
    if (flaw != null) {
      Got again = get(file);
      flaw = flaw(file, again);
      if (flaw != null && again.size() == file.size() && again.equals(got)) {
        flaw = null;
        if (tagsAreNone.compareAndSet(false, true)) {
          notes.accept(
              "the entity tag of %s is not its MD5, as where a server encrypts; two downloads agree"
                  .formatted(files.named(file)));
        }
      }
      got = again;
    }
    if (flaw != null) {
      throw new IOException(
          "cannot fetch %s: %s; it may have changed meanwhile, try again"
              .formatted(files.named(file), flaw));
    }
    return new Checksums.Sum(got.sha256(), got.size());
  }

  private @Nullable String flaw(BlobEntry file, Got got) {
    if (got.size() != file.size()) {
      return "%d bytes came, listed are %d".formatted(got.size(), file.size());
    }
    String tag = RemoteFiles.tag(file);
    if (tagsAreNone.get() || !MD5.matcher(tag).matches() || tag.equals(got.md5())) {
      return null;
    }
    return "what came has the MD5 %s, listed is %s".formatted(got.md5(), tag);
  }

  private Got get(BlobEntry file) throws IOException {
    Path to = path(file);
    try (InputStream in = files.store().open(file.key(), 0);
        OutputStream out = created(to)) {
      MessageDigest sha256 = Digests.sha256();
      MessageDigest md5 = Digests.md5();
      byte[] buffer = new byte[BUFFER];
      long size = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (Thread.currentThread().isInterrupted()) {
          throw new InterruptedIOException("interrupted while fetching " + files.named(file));
        }
        sha256.update(buffer, 0, n);
        md5.update(buffer, 0, n);
        write(out, buffer, n, to);
        size += n;
      }
      HexFormat hex = HexFormat.of();
      return new Got(hex.formatHex(sha256.digest()), hex.formatHex(md5.digest()), size);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "cannot fetch %s: it was listed and is gone; try again".formatted(files.named(file)), e);
    }
  }

  private Path path(BlobEntry file) {
    try {
      return folder.resolve(file.key());
    } catch (InvalidPathException e) {
      throw new InvalidInput(
          "%s: no file can be called so here (%s); LC_ALL=C.UTF-8 may help"
              .formatted(files.named(file), e.getReason()),
          e);
    }
  }

  private static OutputStream created(Path to) throws IOException {
    try {
      Path above = to.getParent();
      if (above != null) {
        Files.createDirectories(above);
      }
      return Files.newOutputStream(to);
    } catch (IOException e) {
      throw new IOException("cannot write " + to + ": " + e, e);
    }
  }

  private static void write(OutputStream out, byte[] bytes, int n, Path to) throws IOException {
    try {
      out.write(bytes, 0, n);
    } catch (IOException e) {
      throw new IOException("cannot write " + to + ": " + e.getMessage(), e);
    }
  }
}
