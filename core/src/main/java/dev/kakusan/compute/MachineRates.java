package dev.kakusan.compute;

/**
 * What a backend's device reaches on large, easy work: the roof under which a network stays.
 *
 * @param operations floating-point operations a second of large products in the backend's
 *     arithmetic, of square matrices or convolutions, whichever go faster
 * @param bytes a second, read and written, of a copy that no cache holds
 */
public record MachineRates(double operations, double bytes) {

  /** The best of several measurements of one piece of work: what disturbs can only slow it. */
  public static double bestPerSecond(double amount, int times, Runnable work) {
    double best = 0;
    for (int i = 0; i < times; i++) {
      long start = System.nanoTime();
      work.run();
      best = Math.max(best, amount / ((System.nanoTime() - start) * 1e-9));
    }
    return best;
  }
}
