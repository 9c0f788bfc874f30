package dev.kakusan.storage.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong in a table is said with the file, the line, and the column. */
final class CsvRefusalTest {

  private static final String LEVELS = "?shape=1x1x2&levels=17&label=last";

  @TempDir Path folder = Path.of("");

  @Test
  void aRowWithTooFewOrTooManyColumns() throws IOException {
    refused("1,2,0\n1,2\n", LEVELS).endsWith("t.csv: line 2 has 2 columns, expected 3");
    refused("1,2,0\n\n1,2,3,4\n", LEVELS).endsWith("t.csv: line 3 has 4 columns, expected 3");
    refused("1,2\n1,2\n", "?shape=1x8x8").endsWith("t.csv: line 1 has 2 columns, expected 64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "", "NaN", "Infinity", "-Infinity", "1d", "0x1p3", "1..2", "\"1\""})
  void aCellThatIsNoNumber(String cell) throws IOException {
    refused("1,2\n3," + cell + "\n", "")
        .endsWith("t.csv: line 2, column 2: '" + cell + "' is not a finite number");
  }

  @Test
  void aNumberBeyondSinglePrecision() throws IOException {
    refused("1,2\n-1e39,4\n", "")
        .endsWith("line 2, column 1: '-1e39' lies outside the finite single-precision numbers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "-1", "0.5", "1e300"})
  void aValueOutsideTheLevels(String cell) throws IOException {
    refused("1,2,0\n3,4,0\n5," + cell + ",0\n", LEVELS)
        .endsWith("t.csv: line 3, column 2: '" + cell + "' lies outside the integers 0..16");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.5", "cat", "2000000000"})
  void aLabelThatIsNoSmallInteger(String cell) throws IOException {
    refused("1,2,0\n3,4," + cell + "\n", LEVELS)
        .endsWith("line 2, column 3: '" + cell + "' is no label, an integer in 0..99999");
  }

  @Test
  void anEmptyFileOrAHeaderAlone() throws IOException {
    refused("", "").endsWith("t.csv: holds no rows of numbers");
    refused("\n \n", "").endsWith("t.csv: holds no rows of numbers");
    refused("a,b\n", "").endsWith("t.csv: holds no rows of numbers");
  }

  @Test
  void oneRowCannotBeSplit() throws IOException {
    refused("1,2\n", "").endsWith(": at least 2 examples are needed to split, got 1");
  }

  @Test
  void aLabelAndNothingElse() throws IOException {
    refused("1\n2\n", "?label=last").endsWith("t.csv: holds a label in each row and no values");
  }

  @Test
  void bytesThatAreNoTextAreShownShortAndInOneLine() throws IOException {
    Files.write(folder.resolve("t.csv"), IdxFixture.noise("binary", 3000));
    Refusal.of(folder.resolve("t.csv").toString()).hasSizeLessThan(300);
    refused("1,2\n3,\u0007" + "a".repeat(90) + "\n", "")
        .endsWith("line 2, column 2: '?" + "a".repeat(19) + "…' is not a finite number");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?shap=1x8x8 | : no option 'shap'; known: [shape, levels, label, test]",
        "?shape | : an option must read key=value, got 'shape'",
        "? | : an option must read key=value, got ''",
        "?levels=2&levels=3 | : option 'levels' is given twice",
        "?shape=8x8 | : shape must read like 1x8x8 (channels, height, width) or 2, got '8x8'",
        "?shape=0x8x8 | : shape must read like 1x8x8 (channels, height, width) or 2, got '0x8x8'",
        "?shape=9x9999x9999 | : shape 9x9999x9999 is 899820009 values; at most 67108864",
        "?levels=1 | : levels must be 0 (continuous) or lie in 2..65536, got '1'",
        "?levels=-5 | : levels must be 0 (continuous) or lie in 2..65536, got '-5'",
        "?levels=many | : levels must be 0 (continuous) or lie in 2..65536, got 'many'",
        "?levels=999999 | : levels must be 0 (continuous) or lie in 2..65536, got '999999'",
        "?label=middle | : label must be one of [first, last, none], got 'middle'",
      })
  void anOptionThatIsUnknownOrHasNoSuchValue(String options, String message) throws IOException {
    refused("1,2\n3,4\n", options).endsWith("t.csv" + options + message);
  }

  @Test
  void aTestFileThatIsMissingOrOfAnotherShape() throws IOException {
    refused("1,2\n3,4\n", "?test=u.csv")
        .endsWith("t.csv?test=u.csv: no such test file: " + folder.resolve("u.csv"));
    Files.writeString(folder.resolve("u.csv"), "1,2,3\n");
    refused("1,2\n3,4\n", "?test=u.csv")
        .isEqualTo(
            folder.resolve("u.csv")
                + ": 3 values in a row, but "
                + folder.resolve("t.csv")
                + " has 2");
  }

  @Test
  void aTableOfPointsCannotBeResized() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "1,2\n3,4\n");
    Refusal.of(file.toString(), 8)
        .isEqualTo(
            file + ": only images can be resized, rows of shape [2] are none; give ?shape=CxHxW");
  }

  private AbstractStringAssert<?> refused(String text, String options) throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), text);
    return Refusal.of(file + options);
  }
}
