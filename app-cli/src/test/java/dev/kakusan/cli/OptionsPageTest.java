package dev.kakusan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class OptionsPageTest {

  private static final Path PAGE = Path.of("../docs/options.md");

  @Test
  void thePageOfOptionsSaysWhatTheCodeSays() throws IOException {
    String text = OptionsPage.text();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, text);
    }
    assertThat(PAGE).as("its first lines say how to write it anew").hasContent(text);
  }
}
