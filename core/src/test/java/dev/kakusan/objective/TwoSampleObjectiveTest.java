package dev.kakusan.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.HeldWeights;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two draws and one: the same gradient in expectation, with less variance for one (theory S8). */
final class TwoSampleObjectiveTest {

  private static final int BATCH = 60;
  private static final int DRAWS = 600;

  private final Backend backend = new ReferenceBackendProvider().open("cpu", 1);
  private final Compute compute = backend.compute();
  private final NoiseSchedule schedule = NoiseSchedule.ofBetas(0.2, 0.3, 0.5);
  private final ForwardProcess forward = new ForwardProcess(schedule, compute);

  static Stream<Arguments> weighed() {
    return Stream.of(
        Arguments.of(LossWeighting.SIMPLE, ReverseVariance.SMALL),
        Arguments.of(LossWeighting.ELBO, ReverseVariance.SMALL),
        Arguments.of(LossWeighting.ELBO, ReverseVariance.LARGE),
        Arguments.of(LossWeighting.ELBO, ReverseVariance.LEARNED),
        Arguments.of(LossWeighting.HYBRID, ReverseVariance.LEARNED));
  }

  @ParameterizedTest
  @MethodSource("weighed")
  void bothHaveTheSameExpectedGradientAndOneDrawTheSmallerVariance(
      LossWeighting weighting, ReverseVariance variance) {
    SummaryStatistics[] two = gradients(ObjectiveKind.TWO_SAMPLE, weighting, variance);
    SummaryStatistics[] one = gradients(ObjectiveKind.POSTERIOR_MEAN, weighting, variance);
    double varianceOfTwo = 0;
    double varianceOfOne = 0;
    for (int i = 0; i < two.length; i++) {
      double error = Math.sqrt((two[i].getVariance() + one[i].getVariance()) / DRAWS);
      // Of some 60 coordinates none is five standard errors off, but once in 30,000 tries.
      assertThat(two[i].getMean())
          .as("%s, %s, coordinate %d", weighting, variance, i)
          .isCloseTo(one[i].getMean(), within(5 * error + 1e-12));
      varianceOfTwo += two[i].getVariance();
      varianceOfOne += one[i].getVariance();
    }
    assertThat(varianceOfOne).isLessThan(0.9 * varianceOfTwo);
  }

  /** Each coordinate of the gradient, over batches that differ in their noise alone. */
  private SummaryStatistics[] gradients(
      ObjectiveKind kind, LossWeighting weighting, ReverseVariance variance) {
    MlpSpec spec = new MlpSpec(Shape.of(2), List.of(4), 2, variance.parts());
    Objective objective =
        new ObjectivePlan(kind, weighting, variance).on(forward, new ContinuousDecoder());
    try (TrainableDenoiser network =
        backend.denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(1))) {
      network.readFrom(WeightPart.MODEL, HeldWeights.drawn(spec, 1, Precision.FLOAT64));
      SummaryStatistics[] each = new SummaryStatistics[(int) spec.size()];
      Arrays.setAll(each, i -> new SummaryStatistics());
      for (int draw = 0; draw < DRAWS; draw++) {
        RandomKey key = RandomKey.root(20).child(kind.toString()).child(draw);
        double[][] gradient = network.gradients(n -> losses(objective, n, key));
        int i = 0;
        for (double[] array : gradient) {
          for (double g : array) {
            each[i++].addValue(g);
          }
        }
      }
      return each;
    }
  }

  private Tensor losses(Objective objective, Denoiser network, RandomKey key) {
    return objective.losses(network, compute.tensor(data(), Shape.of(BATCH, 2)), times(), key);
  }

  /** Two points, the same for every draw. */
  private static double[] data() {
    double[] x0 = new double[2 * BATCH];
    Arrays.setAll(x0, i -> i % 4 < 2 ? 0.8 : -0.5);
    return x0;
  }

  private static int[] times() {
    int[] t = new int[BATCH];
    Arrays.setAll(t, i -> 1 + i % 3);
    return t;
  }

  /**
   * The losses of two draws average to the terms of the bound and the entropies of the forward
   * posteriors, Σ_{t≥2} ½ ln(2πe β̃_t) a dimension.
   */
  @ParameterizedTest
  @MethodSource("variances")
  void itsLossesMissTheBoundByTheEntropiesOfThePosteriors(ReverseVariance variance) {
    double entropies = 0;
    for (int t = 2; t <= 3; t++) {
      entropies += Math.log(2 * Math.PI * Math.E * schedule.posteriorVariance(t)) / 2;
    }
    SummaryStatistics two = losses(ObjectiveKind.TWO_SAMPLE, variance);
    SummaryStatistics one = losses(ObjectiveKind.POSTERIOR_MEAN, variance);
    double error = Math.sqrt((two.getVariance() + one.getVariance()) / DRAWS);
    assertThat(two.getMean()).isCloseTo(one.getMean() + entropies, within(5 * error));
  }

  static Stream<ReverseVariance> variances() {
    return Stream.of(ReverseVariance.values());
  }

  private SummaryStatistics losses(ObjectiveKind kind, ReverseVariance variance) {
    MlpSpec spec = new MlpSpec(Shape.of(2), List.of(4), 2, variance.parts());
    Objective objective =
        new ObjectivePlan(kind, LossWeighting.ELBO, variance).on(forward, new PixelDecoder(9));
    SummaryStatistics means = new SummaryStatistics();
    try (TrainableDenoiser network =
        backend.denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(1))) {
      network.readFrom(WeightPart.MODEL, HeldWeights.drawn(spec, 1, Precision.FLOAT64));
      for (int draw = 0; draw < DRAWS; draw++) {
        RandomKey key = RandomKey.root(30).child(kind.toString()).child(draw);
        double[] losses = compute.tidied(() -> losses(objective, network, key).mean().toDoubles());
        means.addValue(losses[0]);
      }
    }
    return means;
  }

  /** T = 1: x_{t−1} is the data, no noise but that of x_1, and both objectives are the decoder. */
  @Test
  void withOneStepItIsTheDecoderOfTheData() {
    ForwardProcess single = new ForwardProcess(NoiseSchedule.ofBetas(0.4), compute);
    Objective objective =
        new ObjectivePlan(ObjectiveKind.TWO_SAMPLE, LossWeighting.ELBO, ReverseVariance.LARGE)
            .on(single, new ContinuousDecoder());
    double[] nats =
        compute.tidied(
            () ->
                objective
                    .losses(
                        (xt, t) -> xt.times(0).plus(0.25),
                        compute.tensor(new double[] {1}, Shape.of(1, 1)),
                        new int[] {1},
                        RandomKey.root(1))
                    .toDoubles());
    double byHand = 0.75 * 0.75 / (2 * 0.4) + Math.log(2 * Math.PI * 0.4) / 2;
    assertThat(nats[0]).isCloseTo(byHand, within(1e-14));
  }
}
