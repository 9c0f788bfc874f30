package dev.kakusan.djl;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.ComputeContract;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.NetworkContract;
import dev.kakusan.compute.Opening;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.compute.UpdateContract;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract on a GPU, in each arithmetic, where there is one. */
@EnabledIf(
    value = "found",
    disabledReason = "no GPU, or no CUDA libtorch (PYTORCH_LIBRARY_PATH), on this machine")
final class DjlGpuContractTest {

  static boolean found() {
    return new DjlBackendProvider().devices().contains("gpu:0");
  }

  private static Backend open(Arithmetic arithmetic) {
    return new DjlBackendProvider().open(new Opening("gpu:0", 1, Optional.of(arithmetic), true));
  }

  private static List<DenoiserSpec> networksWithAUNet() {
    return List.of(
        new MlpSpec(Shape.of(2, 2), List.of(5, 4), 4, 2),
        new UNetSpec(Shape.of(1, 4, 4), List.of(4, 8), 1, List.of(false, true), true, 4, 2, 1));
  }

  @Nested
  final class Float32 implements ComputeContract {

    private final Backend backend = open(Arithmetic.FLOAT32);

    @AfterEach
    void close() {
      backend.close();
    }

    @Override
    public Backend backend() {
      return backend;
    }

    @Override
    public Precision precision() {
      return Precision.FLOAT32;
    }
  }

  /** What is said of networks, with coarser products. */
  private abstract static class Coarser implements NetworkContract, UpdateContract {

    private final Backend backend;
    private final double roundoff;

    Coarser(Arithmetic arithmetic, double roundoff) {
      this.backend = open(arithmetic);
      this.roundoff = roundoff;
    }

    @AfterEach
    void close() {
      backend.close();
    }

    @Override
    public Backend backend() {
      return backend;
    }

    @Override
    public Precision precision() {
      return Precision.FLOAT32;
    }

    @Override
    public double networkRoundoff() {
      return roundoff;
    }

    @Override
    public List<DenoiserSpec> networks() {
      return networksWithAUNet();
    }
  }

  @Nested
  final class Tf32 extends Coarser {
    Tf32() {
      super(Arithmetic.TF32, 0x1p-11);
    }
  }

  @Nested
  final class Bfloat16 extends Coarser {
    Bfloat16() {
      super(Arithmetic.BFLOAT16, 0x1p-9);
    }
  }
}
