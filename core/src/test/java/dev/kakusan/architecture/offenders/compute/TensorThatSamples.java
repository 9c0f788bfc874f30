package dev.kakusan.architecture.offenders.compute;

import dev.kakusan.architecture.offenders.sampling.Sampler;

/** Looks the wrong way. */
public final class TensorThatSamples {

  public int number() {
    return new Sampler().number();
  }
}
