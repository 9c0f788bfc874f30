package dev.kakusan.cli.command;

import java.util.Locale;

/** Which weights a command uses. */
enum WeightsChoice {
  /** The moving average, which samples better. */
  AVERAGED,
  /** The weights as the last step left them. */
  RAW;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
