package dev.kakusan.storage.s3;

import dev.kakusan.storage.StoreException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * An object's bytes; where the connection breaks, the rest comes over another. That it is the same
 * version is seen from its tag and not asked for: Ceph takes no {@code If-Match}.
 */
final class S3Input extends InputStream {

  private final S3BlobStore store;
  private final String key;
  private final String etag;
  private final long end;
  private final Bucket bucket;
  private ResponseInputStream<GetObjectResponse> in;
  private long at;
  private int failed;

  S3Input(
      S3BlobStore store,
      Bucket bucket,
      String key,
      long from,
      ResponseInputStream<GetObjectResponse> in) {
    this.store = store;
    this.bucket = bucket;
    this.key = key;
    this.in = in;
    this.at = from;
    this.end = from + in.response().contentLength();
    this.etag = in.response().eTag();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (at < end) {
      try {
        int read = in.read(buffer, offset, length);
        if (read < 0) {
          throw new EOFException("the answer ended early");
        }
        at += read;
        failed = 0;
        return read;
      } catch (IOException | SdkException e) {
        resume(e instanceof IOException broken ? broken : new IOException(e.getMessage(), e));
      }
    }
    return -1;
  }

  private void resume(IOException broken) throws IOException {
    in.abort();
    if (Thread.currentThread().isInterrupted()) {
      throw Bucket.interrupted(broken);
    }
    if (++failed >= bucket.attempts()) {
      throw new StoreException(
          "cannot read %s: the connection was lost at byte %d of %d (%d attempts); try again later"
              .formatted(store.named(key), at, end, failed),
          broken);
    }
    bucket.pause(Failures.briefly(broken), failed);
    try {
      in = store.object(key, at);
    } catch (BeyondTheEnd e) {
      throw replaced();
    }
    if (!etag.equals(in.response().eTag()) || at + in.response().contentLength() != end) {
      in.abort();
      throw replaced();
    }
  }

  private IOException replaced() {
    return new IOException(store.named(key) + " was replaced while it was read; read it again");
  }

  @Override
  public void close() throws IOException {
    if (at < end) {
      in.abort(); // rather than read what nobody wants
    } else {
      in.close();
    }
  }
}
