package dev.kakusan.storage;

import java.io.IOException;
import java.util.List;

/**
 * The storage port: named byte strings under one root.
 *
 * <p>A key is a relative path of names joined by {@code /}; a name is not empty, {@code .} or
 * {@code ..}. A {@link #put} is all or nothing: a reader, also one that comes after a crash, sees
 * the old bytes or the new ones, never a part. Not promised: any order between puts of different
 * keys as seen by another process, or locking. Failures of the store are {@link IOException}s that
 * name the key and the store.
 */
public interface BlobStore {

  /** What a user would call this place. */
  String location();

  /** Stores the bytes under the key, replacing what was there. */
  void put(String key, byte[] bytes) throws IOException;

  /**
   * The bytes under the key.
   *
   * @throws java.nio.file.NoSuchFileException where there are none
   */
  byte[] get(String key) throws IOException;

  boolean exists(String key) throws IOException;

  /** All keys below a prefix that ends with {@code /} or is empty, in rising order. */
  List<String> list(String prefix) throws IOException;

  /** Removes the blob; nothing happens where there is none. */
  void delete(String key) throws IOException;
}
