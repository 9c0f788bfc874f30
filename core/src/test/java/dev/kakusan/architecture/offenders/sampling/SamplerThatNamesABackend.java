package dev.kakusan.architecture.offenders.sampling;

import dev.kakusan.architecture.offenders.compute.reference.Plain;

/** Looks the wrong way. */
public final class SamplerThatNamesABackend {

  public int number() {
    return new Plain().number();
  }
}
