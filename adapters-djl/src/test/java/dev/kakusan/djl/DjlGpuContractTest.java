package dev.kakusan.djl;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.ComputeContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract on a GPU, in each arithmetic, where there is one. */
@EnabledIf(
    value = "found",
    disabledReason = "no GPU, or no CUDA libtorch (PYTORCH_LIBRARY_PATH), on this machine")
final class DjlGpuContractTest {

  private static final String GPU = "gpu:0";

  static boolean found() {
    return new DjlBackendProvider().devices().contains(GPU);
  }

  @Nested
  final class Float32 extends OnDjl implements ComputeContract {
    Float32() {
      super(GPU, Arithmetic.FLOAT32);
    }
  }

  @Nested
  final class Tf32 extends CoarserNetworks {
    Tf32() {
      super(GPU, Arithmetic.TF32);
    }
  }

  @Nested
  final class Bfloat16 extends CoarserNetworks {
    Bfloat16() {
      super(GPU, Arithmetic.BFLOAT16);
    }
  }
}
