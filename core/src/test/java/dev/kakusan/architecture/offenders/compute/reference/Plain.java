package dev.kakusan.architecture.offenders.compute.reference;

/** What the offenders reach for. */
public final class Plain {

  public int number() {
    return 1;
  }
}
