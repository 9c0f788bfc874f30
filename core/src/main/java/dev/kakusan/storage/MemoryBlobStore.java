package dev.kakusan.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Blobs in memory: for tests, and for work that should leave nothing behind. */
public final class MemoryBlobStore implements BlobStore {

  private record Blob(byte[] bytes, long version) {}

  private final ConcurrentSkipListMap<String, Blob> blobs =
      new ConcurrentSkipListMap<>(BlobKeys.ORDER);
  private final AtomicLong versions = new AtomicLong();

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void put(String key, Content content) throws IOException {
    BlobKeys.checked(key);
    try (InputStream in = content.open(0)) {
      blobs.put(key, blob(in.readAllBytes()));
    }
  }

  @Override
  public boolean putIfAbsent(String key, byte[] bytes) {
    return blobs.putIfAbsent(BlobKeys.checked(key), blob(bytes.clone())) == null;
  }

  private Blob blob(byte[] bytes) {
    return new Blob(bytes, versions.incrementAndGet());
  }

  @Override
  public InputStream open(String key, long from) throws NoSuchFileException {
    Blob blob = blobs.get(BlobKeys.checked(key));
    if (blob == null) {
      throw new NoSuchFileException(key + " in " + location());
    }
    int start = (int) Math.min(from, blob.bytes.length);
    return new ByteArrayInputStream(blob.bytes, start, blob.bytes.length - start);
  }

  @Override
  public boolean exists(String key) {
    return blobs.containsKey(BlobKeys.checked(key));
  }

  @Override
  public List<BlobEntry> entries(String prefix) {
    return blobs.tailMap(prefix).entrySet().stream()
        .takeWhile(entry -> entry.getKey().startsWith(prefix))
        .map(
            entry -> {
              Blob blob = Objects.requireNonNull(entry.getValue());
              return new BlobEntry(entry.getKey(), blob.bytes.length, Long.toString(blob.version));
            })
        .toList();
  }

  @Override
  public void delete(String key) {
    blobs.remove(BlobKeys.checked(key));
  }

  @Override
  public void sweep() {}
}
