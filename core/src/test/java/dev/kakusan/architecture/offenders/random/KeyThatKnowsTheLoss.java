package dev.kakusan.architecture.offenders.random;

import dev.kakusan.architecture.offenders.objective.Loss;

/** Looks the wrong way. */
public final class KeyThatKnowsTheLoss {

  public int number() {
    return new Loss().number();
  }
}
