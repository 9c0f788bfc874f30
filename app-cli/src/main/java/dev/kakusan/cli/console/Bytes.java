package dev.kakusan.cli.console;

import java.util.Locale;

/** Amounts of memory and disk as people say them. */
public final class Bytes {

  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Bytes() {}

  /** As in {@code 512 B}, {@code 4.5 MB}, {@code 432 MB}: powers of 1000, two or three digits. */
  public static String format(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    double amount = bytes / 1000.0;
    int unit = 0;
    // 999.5 and above would print as 1000.
    while (amount >= 999.5) {
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, amount < 9.95 ? "%.1f %s" : "%.0f %s", amount, UNITS[unit]);
  }
}
