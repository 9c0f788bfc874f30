package dev.kakusan.storage.s3;

import java.io.IOException;

/** No byte stands at the offset that was asked for. */
final class BeyondTheEnd extends IOException {

  private static final long serialVersionUID = 1;

  BeyondTheEnd(String named, long from) {
    super(named + " has no byte " + from);
  }
}
