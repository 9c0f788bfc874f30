package dev.kakusan.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of a run whose user named none. */
final class NewRun {

  private NewRun() {}

  /** {@code runs/DATA-NNN}, with the first number that is free. */
  static String forData(String data) {
    String name =
        data.replaceFirst("^builtin:", "")
            .replaceFirst("\\?.*$", "")
            .replaceFirst("/+$", "")
            .replaceFirst("^.*/", "")
            .replaceAll("[^A-Za-z0-9_-]+", "-");
    for (int number = 1; ; number++) {
      Path folder =
          Path.of("runs", String.format("%s-%03d", name.isEmpty() ? "run" : name, number));
      if (!Files.exists(folder)) {
        return folder.toString();
      }
    }
  }
}
