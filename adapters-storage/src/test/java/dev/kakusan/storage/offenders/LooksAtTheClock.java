package dev.kakusan.storage.offenders;

import java.time.Instant;

/** Breaks the rule that no decision rests on the time of day. */
final class LooksAtTheClock {

  Instant lapses() {
    return Instant.now().plusSeconds(30);
  }
}
