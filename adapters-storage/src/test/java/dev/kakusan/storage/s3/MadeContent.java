package dev.kakusan.storage.s3;

import dev.kakusan.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Bytes that are made while they are read; knows how it was read. */
final class MadeContent implements Content {

  final List<Long> opened = new CopyOnWriteArrayList<>();
  final AtomicInteger mostOpen = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  private final long size;
  private final long failsAt;

  MadeContent(long size) {
    this(size, Long.MAX_VALUE);
  }

  MadeContent(long size, long failsAt) {
    this.size = size;
    this.failsAt = failsAt;
  }

  @Override
  public long size() {
    return size;
  }

  static byte at(long index) {
    return (byte) (index * 31 + (index >> 12));
  }

  byte[] bytes() {
    byte[] all = new byte[(int) size];
    for (int i = 0; i < all.length; i++) {
      all[i] = at(i);
    }
    return all;
  }

  @Override
  public InputStream open(long from) {
    opened.add(from);
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    return new InputStream() {
      private long next = from;

      @Override
      public int read() throws IOException {
        if (next >= failsAt) {
          throw new IOException("the disk is on fire");
        }
        return next < size ? at(next++) & 0xff : -1;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = (int) Math.min(length, Math.min(size, failsAt) - next);
        for (int i = 0; i < n; i++) {
          buffer[offset + i] = at(next + i);
        }
        if (n > 0) {
          next += n;
          return n;
        }
        return length == 0 ? 0 : read();
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }
}
