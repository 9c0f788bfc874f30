package dev.kakusan.storage.data;

import java.util.Locale;

/** Numbers of bytes as people say them, in powers of 1000. */
final class Amounts {

  private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB", "EB"};

  private Amounts() {}

  static String of(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    double amount = bytes / 1000.0;
    int unit = 0;
    while (amount >= 999.95) { // would print as 1000.0
      amount /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", amount, UNITS[unit]);
  }
}
