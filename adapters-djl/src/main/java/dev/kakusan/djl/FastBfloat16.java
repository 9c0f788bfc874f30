package dev.kakusan.djl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a processor multiplies bfloat16 in hardware, told by the flags of /proc/cpuinfo. */
final class FastBfloat16 {

  /** Of x86 (AVX-512 and AMX) and of ARM. */
  private static final Set<String> FLAGS = Set.of("avx512_bf16", "amx_bf16", "bf16");

  private FastBfloat16() {}

  /** Of this machine; where nothing tells, it has not. */
  static boolean here() {
    Path info = Path.of("/proc/cpuinfo");
    try {
      return Files.isReadable(info) && among(Files.readAllLines(info));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the machine of these lines. */
  static boolean among(List<String> cpuinfo) {
    return cpuinfo.stream()
        .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
        .flatMap(line -> Stream.of(line.split("\\s+")))
        .collect(Collectors.toSet())
        .stream()
        .anyMatch(FLAGS::contains);
  }
}
