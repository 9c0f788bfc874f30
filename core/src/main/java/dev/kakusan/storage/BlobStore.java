package dev.kakusan.storage;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * The storage port: named byte strings under one root.
 *
 * <p>Keys are as {@link BlobKeys} wants them, and none is the folder of another. A {@link #put} is
 * all or nothing: a reader, also one that comes after a crash, sees the old bytes or the new ones,
 * never a part; once it has returned, every reader sees the new ones. Not promised: any order
 * between puts of different keys that run at the same time.
 *
 * <p>Failures are {@link IOException}s that name the key and the store: {@link StoreException}s
 * where the store is elsewhere and did not do as it was asked. A place that never answered as a
 * store does, was mistyped or takes none of the credentials given is an {@link
 * dev.kakusan.InvalidInput}.
 */
public interface BlobStore {

  /** What a user would call this place. */
  String location();

  /** Stores the content under the key, replacing what was there; it is never held in memory. */
  void put(String key, Content content) throws IOException;

  /** Stores the bytes under the key, replacing what was there. */
  default void put(String key, byte[] bytes) throws IOException {
    put(key, Content.of(bytes));
  }

  /**
   * Stores the bytes under the key if there is nothing. Of several that try at the same time, from
   * anywhere, one succeeds.
   *
   * @return whether this call stored them; where a repetition after a lost answer finds its own
   *     bytes there, it did
   */
  boolean putIfAbsent(String key, byte[] bytes) throws IOException;

  /**
   * The bytes under the key from an offset on, as a stream that the caller closes; none where the
   * blob ends before.
   *
   * @throws java.nio.file.NoSuchFileException where there is no such blob
   */
  InputStream open(String key, long from) throws IOException;

  /**
   * The bytes under the key.
   *
   * @throws java.nio.file.NoSuchFileException where there are none
   */
  default byte[] get(String key) throws IOException {
    try (InputStream in = open(key, 0)) {
      return in.readAllBytes();
    }
  }

  /**
   * The bytes under the key from an offset on; fewer than {@code length} where the blob ends.
   *
   * @throws java.nio.file.NoSuchFileException where there is no such blob
   */
  default byte[] get(String key, long from, int length) throws IOException {
    try (InputStream in = open(key, from)) {
      return in.readNBytes(length);
    }
  }

  boolean exists(String key) throws IOException;

  /** All keys that begin with the prefix, in the order of their bytes in UTF-8. */
  default List<String> list(String prefix) throws IOException {
    return entries(prefix).stream().map(BlobEntry::key).toList();
  }

  /** What a listing tells of the blobs of {@link #list}, in the same order. */
  List<BlobEntry> entries(String prefix) throws IOException;

  /** Removes the blob; nothing happens where there is none. */
  void delete(String key) throws IOException;

  /**
   * Removes what crashes have left of puts that were never finished. No put may be under way:
   * whoever asks for this is the only writer.
   */
  void sweep() throws IOException;
}
