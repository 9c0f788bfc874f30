package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a fresh network is, and what a perceptron computes. */
public interface NetworkContract extends BackendContract {

  @Test
  default void aFreshNetworkHasTheWeightsOfItsKeyAnEqualAverageAndNoMoments() {
    for (DenoiserSpec spec : networks()) {
      RandomKey key = RandomKey.root(42);
      try (TrainableDenoiser network = backend().denoiser(spec, OptimizerSpec.DEFAULT, key)) {
        HeldWeights model = HeldWeights.of(network, WeightPart.MODEL);
        HeldWeights averaged = HeldWeights.of(network, WeightPart.AVERAGED);
        HeldWeights moments = HeldWeights.of(network, WeightPart.OPTIMIZER);
        for (ParameterSpec parameter : spec.parameters()) {
          String name = parameter.name();
          double[] expected = parameter.initialValues(key);
          for (int i = 0; i < expected.length; i++) {
            expected[i] = rounded(expected[i]);
          }
          assertThat(model.values(name)).as(name).isEqualTo(expected);
          assertThat(averaged.values(name)).as(name).isEqualTo(expected);
          assertThat(moments.values("first." + name)).as(name).containsOnly(0);
          assertThat(moments.values("second." + name)).as(name).containsOnly(0);
        }
      }
    }
  }

  @Test
  default void theSameKeyGivesTheSameBits() {
    for (DenoiserSpec spec : networks()) {
      assertThat(learned(spec, 7)).as(spec.kind()).isEqualTo(learned(spec, 7));
      boolean drawn =
          spec.parameters().stream().anyMatch(p -> p.initial() == ParameterSpec.Initial.UNIFORM);
      if (drawn) {
        assertThat(learned(spec, 7)).as(spec.kind()).isNotEqualTo(learned(spec, 8));
      }
    }
  }

  /** What a network of a key says after two steps of learning. */
  private double[] learned(DenoiserSpec spec, long seed) {
    Shape batch = spec.example().batchOf(4);
    int[] t = {1, 2, 3, 4};
    try (TrainableDenoiser network =
        backend().denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(seed))) {
      for (int step = 1; step <= 2; step++) {
        var unused =
            network.update(
                new StepSettings(step, 0.01, 0.5),
                n ->
                    n.predict(gaussians(batch, "x"), t)
                        .minus(gaussians(spec.output().batchOf(4), "y"))
                        .square()
                        .meanPerExample());
      }
      return numbers(() -> network.predict(gaussians(batch, "x"), t));
    }
  }

  @Test
  default void anOutputHasTheShapeOfTheSpec() {
    for (DenoiserSpec spec : networks()) {
      try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1)) {
        Tensor y =
            network.predict(gaussians(spec.example().batchOf(5), "x"), new int[] {1, 2, 3, 4, 5});
        assertThat(y.shape()).isEqualTo(spec.output().batchOf(5));
      }
    }
  }

  @Test
  default void aLinearNetworkAddsWeightsTimesDataBiasAndWeightsTimesTimeFeatures() {
    MlpSpec spec = new MlpSpec(Shape.of(2), List.of(), 2, 1);
    try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1)) {
      HeldWeights weights = HeldWeights.of(network, WeightPart.MODEL);
      set(weights, "layers.0.weight", 1, 2, -3, 0.5);
      set(weights, "layers.0.bias", 10, 20);
      set(weights, "time.0.weight", 100, 200, 300, 400);
      network.readFrom(WeightPart.MODEL, weights);
      double[] y =
          numbers(() -> network.predict(tensor(Shape.of(2, 2), 1, 4, -2, 6), new int[] {1, 2}));
      // At t = 1 the features are [cos 0, sin 0] = [1, 0]; at t = 2, [cos 1, sin 1].
      double cos = 0.5403023058681398;
      double sin = 0.8414709848078965;
      assertThat(y)
          .containsExactly(
              new double[] {
                1 + 8 + 10 + 100,
                -3 + 2 + 20 + 300,
                -2 + 12 + 10 + 100 * cos + 200 * sin,
                6 + 3 + 20 + 300 * cos + 400 * sin
              },
              // sums of five terms, none above 400
              within(8 * networkRoundoff() * 400));
    }
  }

  @Test
  default void aPerceptronIsTheFormulaOfItsSpec() {
    MlpSpec spec = new MlpSpec(Shape.of(2), List.of(3, 4), 6, 2);
    int[] t = {1, 50, 1000};
    double[] x = RandomKey.root(2).gaussians(6);
    try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 9)) {
      HeldWeights weights = HeldWeights.of(network, WeightPart.MODEL);
      double[] actual = numbers(() -> network.predict(tensor(Shape.of(3, 2), x), t));
      double[] features = TimeFeatures.of(t, 6);
      for (int b = 0; b < 3; b++) {
        double[] h = {rounded(x[2 * b]), rounded(x[2 * b + 1])};
        double[] e = Arrays.copyOfRange(features, 6 * b, 6 * b + 6);
        for (int layer = 0; layer < 3; layer++) {
          h = PlainMath.layer(weights, layer, h, e, layer < 2);
        }
        for (int j = 0; j < 4; j++) {
          // three layers of sums of at most 11 terms of the order of 1
          assertThat(actual[4 * b + j]).isCloseTo(h[j], within(100 * networkRoundoff()));
        }
      }
    }
  }

  private static void set(HeldWeights weights, String name, double... values) {
    System.arraycopy(values, 0, weights.values(name), 0, values.length);
  }
}
