package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** One step of learning: gradient, clip, AdamW, average, and what the report says of it. */
public interface UpdateContract extends BackendContract {

  private static MlpSpec tiny() {
    return new MlpSpec(Shape.of(2), List.of(), 2, 1);
  }

  /** Squared distances of the network's output for these data from these targets. */
  private Function<Denoiser, Tensor> squaredError(double[] x, double[] y, int... t) {
    Shape batch = Shape.of(t.length, x.length / t.length);
    return n -> n.predict(tensor(batch, x), t).minus(tensor(batch, y)).square().sumPerExample();
  }

  @Test
  default void aFirstStepByHand() {
    // Output 0, target −1, x = 3 at t = 1, where the features are [1, 0]: d loss / d output = 2, so
    // the gradient is 6 for the weight, 2 for the bias, (2, 0) for the time; its norm is √44.
    // Corrected for bias, m = g and v = g², so w = −r g / (|g| + ε) with r = 0.1 and ε = 2.
    MlpSpec spec = new MlpSpec(Shape.of(1), List.of(), 2, 1);
    OptimizerSpec adam = new OptimizerSpec(0.9, 0.75, 2, 0.3, Double.POSITIVE_INFINITY);
    try (TrainableDenoiser network = backend().denoiser(spec, adam, RandomKey.root(1))) {
      StepReport report =
          network.update(
              new StepSettings(1, 0.1, 0.75), squaredError(new double[] {3}, new double[] {-1}, 1));
      StepReport.Figures figures = report.read();
      assertThat(figures.loss()).isCloseTo(1, within(8 * roundoff()));
      assertThat(figures.gradientNorm()).isCloseTo(Math.sqrt(44), within(8 * roundoff() * 7));

      HeldWeights model = HeldWeights.of(network, WeightPart.MODEL);
      assertClose(model.values("layers.0.weight"), -0.075);
      assertClose(model.values("layers.0.bias"), -0.05);
      assertClose(model.values("time.0.weight"), -0.05, 0);
      HeldWeights averaged = HeldWeights.of(network, WeightPart.AVERAGED);
      assertClose(averaged.values("layers.0.weight"), -0.01875);
      assertClose(averaged.values("time.0.weight"), -0.0125, 0);
      HeldWeights moments = HeldWeights.of(network, WeightPart.OPTIMIZER);
      assertClose(moments.values("first.layers.0.weight"), 0.6);
      assertClose(moments.values("second.layers.0.weight"), 9);
      assertClose(moments.values("first.layers.0.bias"), 0.2);
      assertClose(moments.values("second.layers.0.bias"), 1);
    }
  }

  private void assertClose(double[] actual, double... expected) {
    double largest = Arrays.stream(expected).map(Math::abs).reduce(1, Math::max);
    assertThat(actual).containsExactly(expected, within(32 * networkRoundoff() * largest));
  }

  @Test
  default void theStepIsThatOfPlainLoops() {
    OptimizerSpec clipped = new OptimizerSpec(0.5, 0.75, 0.1, 0.2, 2);
    OptimizerSpec free = new OptimizerSpec(0.9, 0.999, 0.1, 0, Double.POSITIVE_INFINITY);
    for (OptimizerSpec adam : List.of(clipped, free)) {
      assertThreeStepsAreThoseOfPlainLoops(adam);
    }
  }

  private void assertThreeStepsAreThoseOfPlainLoops(OptimizerSpec adam) {
    double[] x = {0.5, -1, 2, 0.25, -0.75, 1.5};
    double[] y = {1, 3, -2, 0, 0.5, -1};
    int[] t = {1, 2, 5};
    try (TrainableDenoiser network = drawnNetwork(tiny(), adam, 4)) {
      LinearByHand hand =
          new LinearByHand(
              HeldWeights.of(network, WeightPart.MODEL),
              HeldWeights.of(network, WeightPart.AVERAGED));
      for (int step = 1; step <= 3; step++) {
        // The decay grows as a warm-up does, and the rate falls.
        StepSettings settings = new StepSettings(step, 0.3 / step, step / (step + 1.0));
        StepReport.Figures expected = hand.step(x, y, t, settings, adam);
        StepReport.Figures actual = network.update(settings, squaredError(x, y, t)).read();
        // Sums of tens of terms below 20, and steps that magnify a gradient's error by at most
        // rate/ε = 3 each: 400 u is ample, and a wrong formula is off by a hundredth or more.
        double tolerance = 400 * networkRoundoff();
        assertThat(actual.loss()).isCloseTo(expected.loss(), within(20 * tolerance));
        assertThat(actual.gradientNorm())
            .isCloseTo(expected.gradientNorm(), within(20 * tolerance));
        HeldWeights model = HeldWeights.of(network, WeightPart.MODEL);
        HeldWeights averaged = HeldWeights.of(network, WeightPart.AVERAGED);
        for (ParameterSpec parameter : tiny().parameters()) {
          String name = parameter.name();
          assertThat(model.values(name))
              .as("%s after step %d", name, step)
              .containsExactly(hand.weights(name), within(tolerance));
          assertThat(averaged.values(name))
              .as("average of %s after step %d", name, step)
              .containsExactly(hand.average(name), within(tolerance));
        }
      }
    }
  }

  @Test
  default void theStepOfEveryNetworkIsAdamWOnItsGradients() {
    OptimizerSpec adam = new OptimizerSpec(0.5, 0.75, 0.1, 0.2, 0.5);
    for (DenoiserSpec spec : networks()) {
      Function<Denoiser, Tensor> losses = squaredOutput(spec);
      try (TrainableDenoiser network = drawnNetwork(spec, adam, 6)) {
        HeldWeights before = HeldWeights.of(network, WeightPart.MODEL);
        HeldWeights averageBefore = HeldWeights.of(network, WeightPart.AVERAGED);
        double[][] gradients = network.gradients(losses);
        double norm = PlainMath.norm(gradients);
        double mean = Arrays.stream(numbers(() -> losses.apply(network))).average().orElseThrow();
        StepSettings settings = new StepSettings(1, 0.1, 0.9);
        StepReport.Figures figures = network.update(settings, losses).read();
        // relative, over sums of hundreds of terms
        assertThat(figures.loss()).isCloseTo(mean, within(64 * roundoff() * Math.abs(mean)));
        assertThat(figures.gradientNorm()).isCloseTo(norm, within(64 * roundoff() * norm));
        HeldWeights after = HeldWeights.of(network, WeightPart.MODEL);
        HeldWeights averageAfter = HeldWeights.of(network, WeightPart.AVERAGED);
        for (int p = 0; p < gradients.length; p++) {
          String name = spec.parameters().get(p).name();
          for (int i = 0; i < gradients[p].length; i++) {
            double[] state = {before.values(name)[i], 0, 0};
            PlainMath.adamW(state, gradients[p][i], norm, settings, adam);
            assertThat(after.values(name)[i])
                .as("%s[%d]", name, i)
                .isCloseTo(state[0], within(64 * roundoff()));
            assertThat(averageAfter.values(name)[i])
                .as("average of %s[%d]", name, i)
                .isCloseTo(
                    0.9 * averageBefore.values(name)[i] + 0.1 * state[0], within(64 * roundoff()));
          }
        }
      }
    }
  }

  @Test
  default void whatMuonDoesNotMoveAdamWMovesAsWithoutIt() {
    OptimizerSpec adam = new OptimizerSpec(0.5, 0.75, 0.1, 0.2, 0.5);
    for (DenoiserSpec spec : networks()) {
      try (TrainableDenoiser network = drawnNetwork(spec, adam.with(new Muon(0.75, 3)), 6);
          TrainableDenoiser other = drawnNetwork(spec, adam, 6)) {
        var unused = network.update(new StepSettings(1, 0.1, 0.9), squaredOutput(spec));
        var unusedToo = other.update(new StepSettings(1, 0.1, 0.9), squaredOutput(spec));
        for (WeightPart part : WeightPart.values()) {
          HeldWeights mixed = HeldWeights.of(network, part);
          HeldWeights plain = HeldWeights.of(other, part);
          for (NamedArray array : plain.arrays()) {
            if (innerMatrices(spec).stream().noneMatch(p -> array.name().endsWith(p.name()))) {
              assertThat(mixed.values(array.name())).as(array.name()).isEqualTo(array.values());
            }
          }
        }
      }
    }
  }

  @Test
  default void muonMovesTheInnerMatricesOfEveryNetwork() {
    Muon muon = new Muon(0.75, 3);
    OptimizerSpec optimizer = new OptimizerSpec(0.5, 0.75, 0.1, 0.2, 0.5).with(muon);
    for (DenoiserSpec spec : networks()) {
      try (TrainableDenoiser network = drawnNetwork(spec, optimizer, 6)) {
        Map<String, double[]> moments = new HashMap<>();
        for (int step = 1; step <= 2; step++) {
          StepSettings settings = new StepSettings(step, 0.1 / step, 0.9);
          assertMuonMoves(network, spec, muon, settings, moments);
        }
      }
    }
  }

  private void assertMuonMoves(
      TrainableDenoiser network,
      DenoiserSpec spec,
      Muon muon,
      StepSettings settings,
      Map<String, double[]> moments) {
    double[][] gradients = network.gradients(squaredOutput(spec));
    double clip = Math.min(1, 0.5 / (PlainMath.norm(gradients) + 1e-6));
    HeldWeights before = HeldWeights.of(network, WeightPart.MODEL);
    HeldWeights averageBefore = HeldWeights.of(network, WeightPart.AVERAGED);
    var unused = network.update(settings, squaredOutput(spec));
    HeldWeights after = HeldWeights.of(network, WeightPart.MODEL);
    HeldWeights averaged = HeldWeights.of(network, WeightPart.AVERAGED);
    HeldWeights kept = HeldWeights.of(network, WeightPart.OPTIMIZER);
    for (ParameterSpec parameter : innerMatrices(spec)) {
      String name = parameter.name();
      double[] gradient = gradients[spec.parameters().indexOf(parameter)];
      double[] clipped = Arrays.stream(gradient).map(g -> g * clip).toArray();
      double[] moment = moments.computeIfAbsent(name, n -> new double[gradient.length]);
      double[] moves = PlainMath.muon(moment, clipped, parameter.shape().dim(0), muon);
      double rate = settings.learningRate();
      double[] expected = new double[moves.length];
      double[] average = new double[moves.length];
      for (int i = 0; i < moves.length; i++) {
        expected[i] = before.values(name)[i] * (1 - rate * 3 * 0.2) - rate * moves[i];
        average[i] = 0.9 * averageBefore.values(name)[i] + 0.1 * after.values(name)[i];
      }
      // A small singular value grows by up to a⁵ = 485 against the rounding of the rest.
      assertThat(after.values(name)).as(name).containsExactly(expected, within(4096 * roundoff()));
      assertThat(averaged.values(name)).containsExactly(average, within(64 * roundoff()));
      assertThat(kept.values("first." + name)).containsExactly(moment, within(64 * roundoff()));
      assertThat(kept.values("second." + name)).containsOnly(0);
    }
  }

  private static List<ParameterSpec> innerMatrices(DenoiserSpec spec) {
    return spec.parameters().stream().filter(ParameterSpec::inner).toList();
  }

  private Function<Denoiser, Tensor> squaredOutput(DenoiserSpec spec) {
    Shape batch = spec.example().batchOf(3);
    return n -> n.predict(gaussians(batch, "x"), new int[] {1, 2, 3}).square().sumPerExample();
  }

  @Test
  default void theAveragedNetworkPredictsWithTheAverage() {
    for (DenoiserSpec spec : networks()) {
      Tensor x = gaussians(spec.example().batchOf(2), "x");
      int[] t = {1, 9};
      try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1);
          TrainableDenoiser other = drawnNetwork(spec, OptimizerSpec.DEFAULT, 2)) {
        network.readFrom(WeightPart.AVERAGED, HeldWeights.of(other, WeightPart.MODEL));
        double[] averaged = network.averaged().predict(x, t).toDoubles();
        assertThat(averaged).isEqualTo(other.predict(x, t).toDoubles());
        assertThat(averaged).isNotEqualTo(network.predict(x, t).toDoubles());
      }
    }
  }

  @Test
  default void aDecayOfZeroMakesTheAverageTheWeights() {
    try (TrainableDenoiser network = drawnNetwork(tiny(), OptimizerSpec.DEFAULT, 1)) {
      var unused =
          network.update(
              new StepSettings(1, 0.1, 0),
              squaredError(new double[] {1, 2}, new double[] {3, 4}, 1));
      HeldWeights model = HeldWeights.of(network, WeightPart.MODEL);
      for (NamedArray array : HeldWeights.of(network, WeightPart.AVERAGED).arrays()) {
        assertThat(array.values()).isEqualTo(model.values(array.name()));
      }
    }
  }

  @Test
  default void aReportMayBeReadLaterAndIsOfItsOwnStep() {
    Function<Denoiser, Tensor> losses =
        squaredError(new double[] {1, 2, 3, 4}, new double[] {3, 4, 5, 6}, 1, 2);
    try (TrainableDenoiser network = drawnNetwork(tiny(), OptimizerSpec.DEFAULT, 1)) {
      double before = Arrays.stream(numbers(() -> losses.apply(network))).average().orElseThrow();
      StepReport first = network.update(new StepSettings(1, 0.1, 0), losses);
      double between = Arrays.stream(numbers(() -> losses.apply(network))).average().orElseThrow();
      StepReport second = network.update(new StepSettings(2, 0.1, 0), losses);
      assertThat(between).isNotEqualTo(before);
      assertThat(first.read().loss()).isCloseTo(before, within(16 * roundoff() * before));
      assertThat(second.read().loss()).isCloseTo(between, within(16 * roundoff() * between));
    }
  }

  @Test
  default void aReportTellsEachLossAsTheClosureGaveIt() {
    Function<Denoiser, Tensor> losses =
        squaredError(new double[] {1, 2, 3, 4}, new double[] {3, 4, 5, 6}, 1, 2);
    try (TrainableDenoiser network = drawnNetwork(tiny(), OptimizerSpec.DEFAULT, 1)) {
      double[] before = numbers(() -> losses.apply(network));
      StepReport.Figures figures = network.update(new StepSettings(1, 0.1, 0), losses).read();
      double largest = Arrays.stream(before).max().orElseThrow();
      assertThat(figures.losses().stream().mapToDouble(Double::doubleValue).toArray())
          .containsExactly(before, within(16 * roundoff() * largest));
    }
  }

  @Test
  default void aLossThatIsNotANumberShowsInTheFigures() {
    try (TrainableDenoiser network = drawnNetwork(tiny(), OptimizerSpec.DEFAULT, 1)) {
      StepReport.Figures figures =
          network
              .update(
                  new StepSettings(1, 0.1, 0.5),
                  squaredError(new double[] {1, 2}, new double[] {Double.NaN, 4}, 1))
              .read();
      assertThat(figures.loss()).isNaN();
      assertThat(figures.gradientNorm()).isNaN();
    }
  }

  @Test
  default void learningALineFindsIt() {
    // y = 2x − 1 without noise: a linear network fits it, so the loss falls towards 0.
    MlpSpec spec = new MlpSpec(Shape.of(1), List.of(), 2, 1);
    double[] x = {-1, -0.5, 0, 0.5, 1};
    double[] y = Arrays.stream(x).map(v -> 2 * v - 1).toArray();
    try (TrainableDenoiser network =
        backend().denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(1))) {
      double loss = Double.NaN;
      for (int step = 1; step <= 300; step++) {
        loss =
            network
                .update(new StepSettings(step, 0.03, 0.9), squaredError(x, y, 1, 1, 1, 1, 1))
                .read()
                .loss();
      }
      // The mean of y² is 3 at the start.
      assertThat(loss).isLessThan(0.003);
    }
  }
}
