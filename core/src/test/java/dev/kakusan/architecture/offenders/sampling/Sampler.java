package dev.kakusan.architecture.offenders.sampling;

/** What the offenders reach for. */
public final class Sampler {

  public int number() {
    return 1;
  }
}
