package dev.kakusan.architecture.offenders.objective;

import dev.kakusan.architecture.offenders.verify.Table;

/** A loss that leans on the checks of itself. */
public final class LossThatVerifies {
  Table table = new Table();
}
