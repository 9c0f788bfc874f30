package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every gradient against central differences of the losses themselves. */
public interface GradientContract extends CentralDifferences {

  private MlpSpec linear(int... example) {
    return new MlpSpec(Shape.of(example), List.of(), 2, 1);
  }

  /** Losses of an operation on the output of a linear network for three drawn examples. */
  private DynamicTest operation(String name, MlpSpec spec, UnaryOperator<Tensor> body) {
    Shape batch = spec.example().batchOf(3);
    return DynamicTest.dynamicTest(
        name,
        () ->
            assertGradients(
                spec,
                n ->
                    body.apply(n.predict(gaussians(batch, "x"), new int[] {1, 2, 7}))
                        .sumPerExample()));
  }

  @TestFactory
  default Stream<DynamicTest> theGradientOfEveryOperationIsThatOfCentralDifferences() {
    MlpSpec wide = linear(4, 2);
    Shape batch = Shape.of(3, 4, 2);
    // Of [3, 4, 1], four channels of [3, 1, 1] each: one number per example that holds weights.
    MlpSpec thin = linear(4, 1);
    Shape thinBatch = Shape.of(3, 4, 1);
    return Stream.of(
        operation("plus", wide, y -> y.plus(gaussians(batch, "c")).plus(y).square()),
        operation("minus", wide, y -> gaussians(batch, "c").minus(y).square().minus(y)),
        operation("times", wide, y -> y.times(y.plus(1)).times(gaussians(batch, "c"))),
        operation("dividedBy", wide, y -> y.dividedBy(y.square().plus(1))),
        operation("plus one per example", thin, y -> y.plus(first(y)).square()),
        operation("minus one per example", thin, y -> y.minus(first(y)).square()),
        operation("one per example minus", thin, y -> first(y).minus(y).square()),
        operation("times one per example", thin, y -> first(y).times(y)),
        operation("divided by one per example", thin, y -> y.dividedBy(first(y).square().plus(1))),
        operation("one per example divided", thin, y -> first(y).dividedBy(y.square().plus(1))),
        operation(
            "a constant per example",
            thin,
            y -> y.square().times(compute().perExample(new double[] {1, -2, 3}, thinBatch))),
        operation("plus and times a number", wide, y -> y.plus(3).times(-0.5).square()),
        operation("square", wide, y -> y.square()),
        operation("exp", wide, y -> y.exp()),
        operation("log", wide, y -> y.square().plus(0.5).log()),
        operation("tanh", wide, y -> y.tanh()),
        operation("sumPerExample", wide, y -> y.sumPerExample().square()),
        operation("meanPerExample", wide, y -> y.meanPerExample().square()),
        operation(
            "splitChannels",
            wide,
            y -> {
              List<Tensor> halves = y.splitChannels(2);
              return halves.get(0).times(halves.get(1).exp());
            }),
        operation("one part of splitChannels", wide, y -> y.splitChannels(2).get(1).square()),
        operation("logNormalMass in the middle", wide, y -> y.logNormalMass(y.plus(0.5))),
        operation("logNormalMass below", wide, y -> y.plus(-9).logNormalMass(y.plus(-8.5))),
        operation("logNormalMass above", wide, y -> y.plus(8).logNormalMass(y.plus(8.5))),
        operation(
            "logNormalMass by both edges",
            wide,
            y -> {
              List<Tensor> halves = y.splitChannels(2);
              return halves.get(0).logNormalMass(halves.get(0).plus(halves.get(1).exp()));
            }));
  }

  private static Tensor first(Tensor y) {
    return y.splitChannels(4).get(0);
  }

  @TestFactory
  default Stream<DynamicTest> theGradientOfEveryNetworkIsThatOfCentralDifferences() {
    return networks().stream()
        .map(
            spec ->
                DynamicTest.dynamicTest(
                    spec.kind(),
                    () -> {
                      Shape batch = spec.example().batchOf(3);
                      Shape output = spec.output().batchOf(3);
                      assertGradients(
                          spec,
                          n ->
                              n.predict(gaussians(batch, "x"), new int[] {1, 3, 900})
                                  .minus(gaussians(output, "target"))
                                  .square()
                                  .meanPerExample());
                    }));
  }

  /** Gradients of two closures, element by element, equal but for a few roundings of their sums. */
  private void assertSameGradients(
      Function<Denoiser, Tensor> left, Function<Denoiser, Tensor> right) {
    try (TrainableDenoiser network = drawnNetwork(linear(4, 2), OptimizerSpec.DEFAULT, 5)) {
      double[][] expected = network.gradients(right);
      double[][] actual = network.gradients(left);
      List<Double> sizes = new ArrayList<>();
      for (int p = 0; p < expected.length; p++) {
        for (double g : expected[p]) {
          sizes.add(Math.abs(g));
        }
      }
      double largest = sizes.stream().max(Double::compare).orElseThrow();
      assertThat(largest).isGreaterThan(0.1);
      for (int p = 0; p < expected.length; p++) {
        assertThat(actual[p]).containsExactly(expected[p], within(32 * roundoff() * largest));
      }
    }
  }

  private Tensor predict(Denoiser network) {
    return network.predict(gaussians(Shape.of(3, 4, 2), "x"), new int[] {1, 2, 7});
  }

  @Test
  default void theGradientOfClampIsOneInsideAndZeroOutside() {
    assertSameGradients(
        n -> predict(n).clamp(-0.5, 0.7).times(gaussians(Shape.of(3, 4, 2), "c")).sumPerExample(),
        n -> {
          Tensor y = predict(n);
          double[] inside = y.toDoubles();
          for (int i = 0; i < inside.length; i++) {
            inside[i] = inside[i] > -0.5 && inside[i] < 0.7 ? 1 : 0;
          }
          assertThat(inside).contains(0, 1);
          return y.times(tensor(y.shape(), inside))
              .times(gaussians(y.shape(), "c"))
              .sumPerExample();
        });
  }

  @Test
  default void noGradientFlowsThroughDetach() {
    assertSameGradients(
        n -> predict(n).detach().times(predict(n)).sumPerExample(),
        n -> predict(n).square().times(0.5).sumPerExample());
  }

  @Test
  default void noGradientFlowsThroughTidy() {
    assertSameGradients(
        n -> compute().tidy(() -> predict(n)).times(predict(n)).sumPerExample(),
        n -> predict(n).square().times(0.5).sumPerExample());
  }

  @Test
  default void aPredictionOutsideAnUpdateRecordsNothing() {
    try (TrainableDenoiser network = drawnNetwork(linear(4, 2), OptimizerSpec.DEFAULT, 5)) {
      Tensor outside = predict(network);
      double[][] expected = network.gradients(n -> predict(n).square().times(0.5).sumPerExample());
      double[][] actual = network.gradients(n -> outside.times(predict(n)).sumPerExample());
      for (int p = 0; p < expected.length; p++) {
        assertThat(actual[p]).containsExactly(expected[p], within(256 * roundoff()));
      }
    }
  }

  @Test
  default void noGradientFlowsThroughTheAveragedNetworkOrAnother() {
    try (TrainableDenoiser network = drawnNetwork(linear(4, 2), OptimizerSpec.DEFAULT, 5);
        TrainableDenoiser other = drawnNetwork(linear(4, 2), OptimizerSpec.DEFAULT, 5)) {
      network.readFrom(WeightPart.AVERAGED, HeldWeights.of(network, WeightPart.MODEL));
      double[][] expected = network.gradients(n -> predict(n).square().times(0.5).sumPerExample());
      for (Denoiser still : List.of(network.averaged(), other)) {
        double[][] actual =
            network.gradients(n -> predict(still).times(predict(n)).sumPerExample());
        for (int p = 0; p < expected.length; p++) {
          assertThat(actual[p]).containsExactly(expected[p], within(256 * roundoff()));
        }
      }
    }
  }

  @Test
  default void gradientsAreOfTheMeanLossAndChangeNothing() {
    for (DenoiserSpec spec : networks()) {
      try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 5)) {
        HeldWeights before = HeldWeights.of(network, WeightPart.MODEL);
        Function<Denoiser, Tensor> losses =
            n ->
                n.predict(gaussians(spec.example().batchOf(2), "x"), new int[] {1, 2})
                    .square()
                    .sumPerExample();
        double[][] once = network.gradients(losses);
        assertThat(network.gradients(losses)).isDeepEqualTo(once);
        assertThat(once).hasNumberOfRows(spec.parameters().size());
        for (NamedArray array : HeldWeights.of(network, WeightPart.MODEL).arrays()) {
          assertThat(array.values()).isEqualTo(before.values(array.name()));
        }
      }
    }
  }
}
