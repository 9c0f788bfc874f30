package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Which checkpoints stay when a newer one stands.
 *
 * @param newest how many of the newest; 0 for all there are
 * @param every those at multiples of this step stay too; 0 for none
 */
public record Retention(int newest, int every) {

  public Retention {
    if (every > 0 && newest == 0) {
      throw new InvalidInput(
          "keep-every " + every + " says what stays of what goes, but keep 0 keeps all; give keep");
    }
  }

  boolean keepsAll() {
    return newest == 0;
  }

  /** Those that stay of checkpoints at steps in rising order. */
  LongPredicate of(List<Long> steps) {
    Set<Long> kept = new HashSet<>(steps.subList(Math.max(0, steps.size() - newest), steps.size()));
    return step -> kept.contains(step) || (every > 0 && step % every == 0);
  }
}
