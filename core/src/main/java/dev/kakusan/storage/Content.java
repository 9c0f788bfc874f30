package dev.kakusan.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Bytes that can be read again from anywhere, as a repeated upload and one in parts must. */
public interface Content {

  /** How many bytes there are. */
  long size();

  /** The bytes from an offset in 0..size on; the caller closes the stream. */
  InputStream open(long from) throws IOException;

  /** The bytes of an array, which must not change. */
  static Content of(byte[] bytes) {
    return new Content() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open(long from) {
        int start = (int) from;
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
      }
    };
  }

  /** The bytes of a file, which must not change. */
  static Content of(Path file) throws IOException {
    long size = Files.size(file);
    return new Content() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public InputStream open(long from) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
          in.skipNBytes(from);
          return in;
        } catch (IOException e) {
          in.close();
          throw e;
        }
      }
    };
  }
}
