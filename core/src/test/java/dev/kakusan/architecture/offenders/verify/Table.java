package dev.kakusan.architecture.offenders.verify;

/** Stands for a claim. */
public final class Table {

  /** Nothing but a name. */
  public void check() {}
}
