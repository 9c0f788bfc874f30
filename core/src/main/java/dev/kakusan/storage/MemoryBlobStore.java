package dev.kakusan.storage;

import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/** Blobs in memory: for tests, and for work that should leave nothing behind. */
public final class MemoryBlobStore implements BlobStore {

  private final ConcurrentSkipListMap<String, byte[]> blobs = new ConcurrentSkipListMap<>();

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public void put(String key, byte[] bytes) {
    blobs.put(BlobKeys.checked(key), bytes.clone());
  }

  @Override
  public byte[] get(String key) throws NoSuchFileException {
    byte[] bytes = blobs.get(BlobKeys.checked(key));
    if (bytes == null) {
      throw new NoSuchFileException(key + " in " + location());
    }
    return bytes.clone();
  }

  @Override
  public boolean exists(String key) {
    return blobs.containsKey(BlobKeys.checked(key));
  }

  @Override
  public List<String> list(String prefix) {
    return blobs.navigableKeySet().stream().filter(key -> key.startsWith(prefix)).toList();
  }

  @Override
  public void delete(String key) {
    blobs.remove(BlobKeys.checked(key));
  }
}
