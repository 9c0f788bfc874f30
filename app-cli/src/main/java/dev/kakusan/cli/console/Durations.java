package dev.kakusan.cli.console;

import java.util.Locale;

/** Times as people say them. */
public final class Durations {

  private Durations() {}

  /**
   * As in {@code 0.3 s}, {@code 42 s}, {@code 3 min 05 s}, {@code 2 h 10 min}, {@code 3 d 4 h}; two
   * parts at most, rounded to the nearest. A time that is negative or not finite is {@code ?}.
   */
  public static String format(double seconds) {
    if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
      return "?";
    }
    if (seconds < 9.95) {
      return String.format(Locale.ROOT, "%.1f s", seconds);
    }
    long whole = Math.round(seconds);
    if (whole < 60) {
      return whole + " s";
    }
    if (whole < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60);
    }
    long minutes = Math.round(seconds / 60);
    if (minutes < 24 * 60) {
      return String.format(Locale.ROOT, "%d h %02d min", minutes / 60, minutes % 60);
    }
    long hours = Math.round(seconds / 3600);
    return String.format(Locale.ROOT, "%d d %d h", hours / 24, hours % 24);
  }
}
