package dev.kakusan.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What Linux says of this process's memory. */
final class ProcessMemory {

  private ProcessMemory() {}

  /**
   * A figure in MiB, or −1 where the system does not tell.
   *
   * @param key of /proc/self/status: {@code VmRSS}, {@code VmHWM}
   */
  static long mebibytes(String key) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(key + ":")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    }
    return -1;
  }
}
