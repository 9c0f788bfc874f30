package dev.kakusan.training;

import dev.kakusan.InvalidInput;

/**
 * The decay of the averaged weights: min(decay, (1 + s)/(10 + s)) at step s, so that an early
 * average is not held back by the weights it began with.
 *
 * @param decay in [0, 1)
 */
public record Averaging(double decay) {

  public Averaging {
    if (!(decay >= 0 && decay < 1)) {
      throw new InvalidInput("ema must lie in [0, 1), got " + decay);
    }
  }

  public double at(long step) {
    return Math.min(decay, (1.0 + step) / (10.0 + step));
  }
}
