package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.Opening;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks in bfloat16 say and learn what they do in float32, to its rounding. */
final class ArithmeticsAgreeTest {

  static List<DenoiserSpec> networks() {
    return List.of(
        new UNetSpec(
            Shape.of(3, 8, 8), List.of(8, 16, 16), 1, List.of(false, true, true), true, 8, 4, 1),
        new UNetSpec(Shape.of(1, 8, 12), List.of(8, 16), 2, List.of(false, false), false, 8, 4, 2),
        new MlpSpec(Shape.of(2, 3), List.of(32, 16), 8, 1));
  }

  /** Output and gradients of one network, everything drawn from the same key. */
  private record Said(double[] output, double[][] gradients) {
    static Said in(Arithmetic arithmetic, DenoiserSpec spec) {
      RandomKey key = RandomKey.root(5);
      Shape batch = spec.example().batchOf(4);
      int[] t = {1, 40, 300, 1000};
      try (Backend backend =
              new DjlBackendProvider().open(new Opening("cpu", 1, Optional.of(arithmetic), true));
          TrainableDenoiser network =
              backend.denoiser(spec, OptimizerSpec.DEFAULT, key.child("weights"))) {
        network.readFrom(WeightPart.MODEL, name -> drawn(spec, name, key));
        Tensor x = backend.compute().tensor(key.child("x").gaussians(batch.size()), batch);
        Function<Denoiser, Tensor> losses = n -> n.predict(x, t).square().meanPerExample();
        return new Said(network.predict(x, t).toDoubles(), network.gradients(losses));
      }
    }
  }

  private static NamedArray drawn(DenoiserSpec spec, String name, RandomKey key) {
    Shape shape =
        spec.parameters().stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow()
            .shape();
    double[] values = key.child(name).gaussians(shape.size());
    double scale = Math.sqrt((double) shape.dim(0) / shape.size());
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return new NamedArray(name, shape, Precision.FLOAT64, values);
  }

  /**
   * At most u = 2^−8 for each rounding of a factor and of a result, some tens of layers deep:
   * errors of independent signs add up to at most about u √(3 · 30) = 0.04 of the whole. A weight
   * left out or a wrong cast is off by its own size.
   */
  @ParameterizedTest
  @MethodSource("networks")
  void outputsAndGradientsAreThoseOfFloat32(DenoiserSpec spec) {
    Said exact = Said.in(Arithmetic.FLOAT32, spec);
    Said narrow = Said.in(Arithmetic.BFLOAT16, spec);
    double output = distance(exact.output, narrow.output);
    assertThat(output).isLessThan(0.05).isGreaterThan(1e-4);
    double[] all = concatenated(exact.gradients);
    assertThat(distance(all, concatenated(narrow.gradients))).isLessThan(0.05).isGreaterThan(1e-4);
  }

  /** ‖a − b‖ / ‖a‖. */
  private static double distance(double[] a, double[] b) {
    double difference = 0;
    double size = 0;
    for (int i = 0; i < a.length; i++) {
      difference += (a[i] - b[i]) * (a[i] - b[i]);
      size += a[i] * a[i];
    }
    return Math.sqrt(difference / size);
  }

  private static double[] concatenated(double[][] arrays) {
    return Arrays.stream(arrays).flatMapToDouble(Arrays::stream).toArray();
  }
}
