package dev.kakusan.storage.s3;

import dev.kakusan.storage.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/** A range of a content as the body of one request, never held in memory. */
final class UploadBody implements ContentStreamProvider {

  /** A request that takes a body. */
  @FunctionalInterface
  interface Upload<T> {
    T send(RequestBody body);
  }

  private final Content content;
  private final long from;
  private final long length;
  private @Nullable Range open;
  private @Nullable IOException failure;

  private UploadBody(Content content, long from, long length) {
    this.content = content;
    this.from = from;
    this.length = length;
  }

  /**
   * Sends a range of a content.
   *
   * @throws IOException the content's own, where it cannot be read
   */
  static <T> T send(Content content, long from, long length, Upload<T> upload) throws IOException {
    UploadBody body = new UploadBody(content, from, length);
    try {
      return upload.send(RequestBody.fromContentProvider(body, length, "application/octet-stream"));
    } catch (SdkException | UncheckedIOException e) {
      if (body.failure != null) {
        throw body.failure;
      }
      throw e;
    } finally {
      body.closeOpen();
    }
  }

  @Override
  public InputStream newStream() {
    try {
      closeOpen();
      open = new Range(content.open(from));
      return open;
    } catch (IOException e) {
      failure = e;
      throw new UncheckedIOException(e);
    }
  }

  private void closeOpen() throws IOException {
    if (open != null) {
      open.in.close();
      open = null;
    }
  }

  private final class Range extends InputStream {

    private final InputStream in;
    private long read;

    Range(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) throws IOException {
      if (read == length && wanted > 0) {
        return -1;
      }
      try {
        int n = in.read(buffer, offset, (int) Math.min(wanted, length - read));
        if (n < 0) {
          throw new EOFException(
              "%d of %d bytes could be read".formatted(from + read, content.size()));
        }
        read += n;
        return n;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}
