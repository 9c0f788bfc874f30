package dev.kakusan.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A formula broken on purpose: one snippet of one source file put for another.
 *
 * @param name what is wrong with it
 * @param file below {@code dev/kakusan}
 * @param right the snippet as it stands, once in the file
 * @param wrong what takes its place
 */
record Mutation(String name, String file, String right, String wrong) {

  private static final Path SOURCES = Path.of("src/main/java/dev/kakusan");

  /** The file with the mutation in it. */
  String source() throws IOException {
    String text = Files.readString(SOURCES.resolve(file));
    int first = text.indexOf(right);
    if (first < 0 || text.indexOf(right, first + 1) >= 0) {
      throw new AssertionError(
          name + ": must occur exactly once in " + file + ", so the list needs care: " + right);
    }
    return text.replace(right, wrong);
  }

  @Override
  public String toString() {
    return name;
  }
}
