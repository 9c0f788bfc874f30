package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class NativeSwitchesTest {

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "C++ names are mangled otherwise there")
  void tf32IsSwitchedInTheLibtorchThatComputes() {
    assertThat(new DjlBackendProvider().devices()).contains("cpu"); // which loads it
    NativeSwitches.tf32(false);
    assertThat(NativeSwitches.tf32()).isFalse();
    NativeSwitches.tf32(true);
    assertThat(NativeSwitches.tf32()).isTrue();
    NativeSwitches.tf32(false);
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "only glibc has the switch")
  void memoryThatWasFreedIsNotFetchedAgain() throws Exception {
    long untold = faults(Map.of("MALLOC_TRIM_THRESHOLD_", "131072")); // glibc's own, so we are mute
    long told = faults(Map.of());
    assertThat(told).as("page faults, beside %d untold", untold).isLessThan(untold / 5);
  }

  /** Of {@link FreedMemory} in a JVM whose allocator only this environment tells anything. */
  private static long faults(Map<String, String> environment) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-Dai.djl.offline=true",
            "-cp",
            System.getProperty("java.class.path"),
            FreedMemory.class.getName());
    builder.environment().keySet().removeIf(name -> name.startsWith("MALLOC_"));
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return printed(process);
  }

  private static long printed(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return Long.parseLong(out.trim());
  }
}
