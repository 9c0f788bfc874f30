package dev.kakusan.architecture.offenders.objective;

/** What the offenders reach for. */
public final class Loss {

  public int number() {
    return 1;
  }
}
