package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import java.time.Duration;

/**
 * What training expects of the store that its run lies in.
 *
 * @param lapse how long a trainer may give no sign before another may take its run over
 * @param patience how long training goes on while the store cannot be reached
 */
public record StoreTerms(Duration lapse, Duration patience) {

  public static final StoreTerms USUAL =
      new StoreTerms(Duration.ofSeconds(30), Duration.ofMinutes(60));

  public StoreTerms {
    if (lapse.toMillis() < 100) {
      throw new InvalidInput(
          "a lease must be 0.1 seconds or more, got " + lapse.toMillis() + " ms");
    }
    if (patience.isNegative()) {
      throw new InvalidInput("patience with a store must be 0 or more, got " + patience);
    }
  }
}
