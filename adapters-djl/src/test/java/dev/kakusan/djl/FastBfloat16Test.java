package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Opening;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FastBfloat16Test {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flags\t\t: fpu avx512f avx512_bf16 clzero",
        "flags\t\t: fpu amx_bf16 avx512_fp16",
        "Features\t: fp asimd i8mm bf16"
      })
  void aProcessorThatHasItSaysSo(String line) {
    assertThat(FastBfloat16.among(List.of("processor\t: 0", line))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "flags\t\t: fpu avx2 avx512f avx512bw",
        "Features\t: fp asimd i8mm",
        "model name\t: bf16",
        ""
      })
  void anotherDoesNot(String line) {
    assertThat(FastBfloat16.among(List.of("processor\t: 0", line))).isFalse();
  }

  @Test
  void whereItIsSlowItIsRefusedUnlessForced() {
    assumeFalse(FastBfloat16.here(), "this processor has bfloat16: nothing is refused");
    Optional<Arithmetic> narrow = Optional.of(Arithmetic.BFLOAT16);
    DjlBackendProvider provider = new DjlBackendProvider();
    assertThatThrownBy(() -> provider.open(new Opening("cpu", 1, narrow, false)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("bfloat16")
        .hasMessageContaining("force-precision true");
    provider.open(new Opening("cpu", 1, narrow, true)).close();
  }

  @Test
  void anArithmeticThatTheDeviceLacksIsRefusedWithThoseItHas() {
    DjlBackendProvider provider = new DjlBackendProvider();
    assertThatThrownBy(
            () -> provider.open(new Opening("cpu", 1, Optional.of(Arithmetic.TF32), true)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("backend djl on cpu knows no precision tf32; known: [float32, bfloat16]");
  }
}
