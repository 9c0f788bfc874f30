package dev.kakusan.storage.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SettingsYamlTest {

  @Test
  void valuesKeepTheirSpellingAndListsBecomeCommas() {
    String text = "# a comment\nlearning-rate: 1e-3\nchannels: [32, 64]\nname: yes\nseed: 007\n";
    assertThat(SettingsYaml.read(text, "my.yaml"))
        .containsExactly(
            Map.entry("learning-rate", "1e-3"),
            Map.entry("channels", "32,64"),
            Map.entry("name", "yes"),
            Map.entry("seed", "007"));
    assertThat(SettingsYaml.read("", "my.yaml")).isEmpty();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("data", "a b/it's.csv?shape=1x8x8&label=last");
    values.put("schedule", "0.1,0.2");
    values.put("empty", "");
    values.put("odd", "# no: comment");
    assertThat(SettingsYaml.read(SettingsYaml.write(values), "plan.yaml")).isEqualTo(values);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: [1          | my.yaml line
          - a            | my.yaml: wants lines of the form 'key: value'
          a: {b: c}      | my.yaml line 1: wants a plain value here
          """)
  void whatIsNoMappingIsRefusedWithItsLine(String text, String message) {
    assertThatThrownBy(() -> SettingsYaml.read(text, "my.yaml"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void aKeyGivenTwiceIsRefused() {
    assertThatThrownBy(() -> SettingsYaml.read("a: 1\nb: 2\na: 3\n", "my.yaml"))
        .hasMessage("my.yaml line 3: a is given twice");
  }
}
