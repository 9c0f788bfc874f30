package dev.kakusan.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "0.26, 0.3 s",
    "9.94, 9.9 s",
    "9.96, 10 s",
    "59.4, 59 s",
    "59.6, 1 min 00 s",
    "185, 3 min 05 s",
    "3599.6, 1 h 00 min",
    "7830, 2 h 11 min",
    "86399, 1 d 0 h",
    "273600, 3 d 4 h",
    "-1, ?",
    "NaN, ?",
    "Infinity, ?"
  })
  void timesAreSaidInTwoPartsAtMost(double seconds, String said) {
    assertThat(Durations.format(seconds)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "9949, 9.9 kB",
    "9951, 10 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "432000000, 432 MB",
    "9223372036854775807, 9.2 EB"
  })
  void amountsAreSaidInPowersOfThousand(long bytes, String said) {
    assertThat(Bytes.format(bytes)).isEqualTo(said);
  }
}
