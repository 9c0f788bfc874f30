package dev.kakusan.architecture.offenders.data;

import dev.kakusan.architecture.offenders.training.Loop;

/** Looks the wrong way. */
public final class DatasetThatTrains {

  public int number() {
    return new Loop().number();
  }
}
