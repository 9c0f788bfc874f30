package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "C++ names are mangled otherwise there")
final class NativeSwitchesTest {

  @Test
  void tf32IsSwitchedInTheLibtorchThatComputes() {
    assertThat(new DjlBackendProvider().devices()).contains("cpu"); // which loads it
    NativeSwitches.tf32(false);
    assertThat(NativeSwitches.tf32()).isFalse();
    NativeSwitches.tf32(true);
    assertThat(NativeSwitches.tf32()).isTrue();
    NativeSwitches.tf32(false);
  }

  @Test
  void freedMemoryIsKeptWithoutHarm() {
    NativeSwitches.keepFreedMemory();
    NativeSwitches.keepFreedMemory();
  }
}
