package dev.kakusan.architecture.offenders.training;

/** What the offenders reach for. */
public final class Loop {

  public int number() {
    return 1;
  }
}
