package dev.kakusan.training;

/** Seconds of training, those of earlier sessions included. */
final class Stopwatch {

  private final double before;
  private final long start = System.nanoTime();

  Stopwatch(double before) {
    this.before = before;
  }

  double seconds() {
    return before + (System.nanoTime() - start) * 1e-9;
  }
}
