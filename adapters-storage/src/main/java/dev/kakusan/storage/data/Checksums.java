package dev.kakusan.storage.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the files of a copy were when they were fetched, a line for each: SHA-256, size, name.
 *
 * @param files by name
 */
record Checksums(Map<String, Sum> files) {

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64}) (\\d{1,18}) (.+)");

  /** Of one file. */
  record Sum(String sha256, long size) {}

  static Checksums read(Path file) throws IOException {
    Map<String, Sum> files = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches()) {
        throw new IOException(file + ": no line of checksums: " + Unreadable.shown(line, 80));
      }
      files.put(matcher.group(3), new Sum(matcher.group(1), Long.parseLong(matcher.group(2))));
    }
    return new Checksums(files);
  }

  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    files.forEach(
        (name, sum) -> text.append("%s %d %s\n".formatted(sum.sha256(), sum.size(), name)));
    Files.writeString(file, text);
  }

  long bytes() {
    return files.values().stream().mapToLong(Sum::size).sum();
  }
}
