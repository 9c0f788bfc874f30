package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.engine.PtNDArray;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.djl.torchscript.Kernels;
import dev.kakusan.djl.torchscript.NetworkScript;
import dev.kakusan.random.RandomKey;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written for one kind of device says on another what its own writing says. */
final class KernelsAgreeTest {

  private static final UNetSpec SPEC =
      new UNetSpec(Shape.of(1, 8, 8), List.of(8, 16), 1, List.of(true, true), true, 8, 4, 1);

  /** Rounded to u, some tens of layers deep: u √(3 · 30), and in float32 ten times that. */
  @ParameterizedTest
  @CsvSource({"FLOAT32, 1e-5", "BFLOAT16, 0.04"})
  void networkOfOneDeviceIsThatOfTheOther(Arithmetic arithmetic, double most) {
    double[] cpu = said(arithmetic, Kernels.CPU);
    double[] gpu = said(arithmetic, Kernels.GPU);
    double difference = 0;
    double size = 0;
    for (int i = 0; i < cpu.length; i++) {
      difference += Math.pow(cpu[i] - gpu[i], 2);
      size += Math.pow(cpu[i], 2);
    }
    assertThat(Math.sqrt(difference / size)).isLessThan(most).isPositive();
  }

  private static double[] said(Arithmetic arithmetic, Kernels kernels) {
    RandomKey key = RandomKey.root(5);
    try (DjlBackend backend = (DjlBackend) new DjlBackendProvider().open("cpu", 1);
        ScriptModule network =
            new ScriptModule(
                backend.compute().manager(), NetworkScript.methods(SPEC, arithmetic, kernels));
        Weights weights =
            new Weights(backend.compute(), SPEC.parameters(), "", p -> drawn(p, key));
        PtNDArray x =
            backend.compute().upload(key.child("x").gaussians(3 * 64), Shape.of(3, 1, 8, 8));
        PtNDArray e = backend.compute().upload(key.child("e").gaussians(3 * 8), Shape.of(3, 8));
        PtNDArray output = network.call("forward").with(x).with(e).with(weights.list()).tensor()) {
      return DjlCompute.download(output);
    }
  }

  private static double[] drawn(ParameterSpec parameter, RandomKey key) {
    int size = parameter.shape().size();
    double[] values = key.child(parameter.name()).gaussians(size);
    double scale = Math.sqrt((double) parameter.shape().dim(0) / size);
    for (int i = 0; i < size; i++) {
      values[i] *= scale;
    }
    return values;
  }
}
