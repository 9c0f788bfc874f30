package dev.kakusan.architecture.offenders.compute;

import dev.kakusan.architecture.offenders.training.Loop;

/** Looks the wrong way. */
public final class TensorThatTrains {

  public int number() {
    return new Loop().number();
  }
}
