package dev.kakusan.storage.run;

import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.Precision;
import dev.kakusan.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** A header and, behind it, the numbers of arrays, little-endian; made as they are read. */
record ArraysContent(byte[] header, List<NamedArray> arrays) implements Content {

  private static final int NUMBERS_AT_ONCE = 8192;

  @Override
  public long size() {
    long size = header.length;
    for (NamedArray array : arrays) {
      size += bytes(array);
    }
    return size;
  }

  private static long bytes(NamedArray array) {
    return (long) array.values().length * array.precision().bytes();
  }

  @Override
  public InputStream open(long from) throws IOException {
    Stream stream = new Stream();
    stream.skipNBytes(from);
    return stream;
  }

  private final class Stream extends InputStream {

    private ByteBuffer ready = ByteBuffer.wrap(header);
    private int array;
    private int number;

    @Override
    public int read() {
      return more() ? ready.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int count = Math.min(length, ready.remaining());
      ready.get(bytes, offset, count);
      return count;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.min(count, ready.remaining());
      ready.position(ready.position() + (int) skipped);
      while (skipped < count && !ready.hasRemaining() && array < arrays.size()) {
        NamedArray now = arrays.get(array);
        int width = now.precision().bytes();
        int whole = (int) Math.min((count - skipped) / width, now.values().length - number);
        number += whole;
        skipped += (long) whole * width;
        if (number < now.values().length) {
          more();
          int rest = (int) Math.min(count - skipped, ready.remaining());
          ready.position(rest);
          return skipped + rest;
        }
        array++;
        number = 0;
      }
      return skipped;
    }

    /** Makes the next numbers ready where none are left; false at the end. */
    private boolean more() {
      while (!ready.hasRemaining() && array < arrays.size()) {
        NamedArray now = arrays.get(array);
        int count = Math.min(NUMBERS_AT_ONCE, now.values().length - number);
        ready = ByteBuffer.allocate(count * now.precision().bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
          double value = now.values()[number + i];
          if (now.precision() == Precision.FLOAT32) {
            ready.putFloat((float) value);
          } else {
            ready.putDouble(value);
          }
        }
        ready.flip();
        number += count;
        if (number == now.values().length) {
          array++;
          number = 0;
        }
      }
      return ready.hasRemaining();
    }
  }
}
