package dev.kakusan.objective;

import dev.kakusan.compute.CentralDifferences;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.Belief;
import dev.kakusan.process.Coefficients;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The gradient of every objective, weighting and variance against central differences. */
public interface ObjectiveContract extends CentralDifferences {

  /** Every time twice, so that the decoder and each denoising term are met. */
  private static int[] times() {
    return new int[] {1, 2, 3, 1, 2, 3};
  }

  private ForwardProcess forward() {
    return new ForwardProcess(NoiseSchedule.ofBetas(0.3, 0.5, 0.6), compute());
  }

  private Tensor x0() {
    double[] x0 = new double[12];
    for (int i = 0; i < x0.length; i++) {
      x0[i] = RandomKey.root(3).child(i).index(5) / 2.0 - 1;
    }
    return tensor(Shape.of(6, 2), x0);
  }

  private static MlpSpec spec(ReverseVariance variance) {
    return new MlpSpec(Shape.of(2), List.of(5), 4, variance.parts());
  }

  private Function<Denoiser, Tensor> losses(ObjectivePlan plan, Decoder decoder) {
    return network -> plan.on(forward(), decoder).losses(network, x0(), times(), RandomKey.root(8));
  }

  @TestFactory
  default Stream<DynamicTest> theGradientOfEveryObjectiveIsThatOfCentralDifferences() {
    List<DynamicTest> tests = new ArrayList<>();
    for (ObjectiveKind kind : ObjectiveKind.values()) {
      for (ReverseVariance variance : ReverseVariance.values()) {
        tests.add(test(kind, LossWeighting.ELBO, variance, new PixelDecoder(5)));
        tests.add(test(kind, LossWeighting.ELBO, variance, new ContinuousDecoder()));
        if (!variance.learned()) {
          tests.add(test(kind, LossWeighting.SIMPLE, variance, new ContinuousDecoder()));
        }
        if (!variance.learned() && kind.saysX0()) {
          tests.add(test(kind, LossWeighting.minSnr(0.7), variance, new ContinuousDecoder()));
        }
      }
    }
    return tests.stream();
  }

  private DynamicTest test(
      ObjectiveKind kind, LossWeighting weighting, ReverseVariance variance, Decoder decoder) {
    ObjectivePlan plan = new ObjectivePlan(kind, weighting, variance);
    return DynamicTest.dynamicTest(
        kind + ", " + weighting + ", " + variance + ", " + decoder.name(),
        () -> assertGradients(spec(variance), losses(plan, decoder)));
  }

  /** L_simple moves the mean alone and the bound the variance alone, the mean standing still. */
  @TestFactory
  default Stream<DynamicTest> hybridStopsTheGradientOfTheBoundAtTheMean() {
    return Stream.of(ObjectiveKind.values())
        .map(
            kind ->
                DynamicTest.dynamicTest(
                    kind.toString(),
                    () ->
                        assertGradients(
                            spec(ReverseVariance.LEARNED),
                            losses(
                                new ObjectivePlan(
                                    kind, LossWeighting.HYBRID, ReverseVariance.LEARNED),
                                new PixelDecoder(5)),
                            network -> standingStill(kind, network))));
  }

  /** The hybrid losses written out, with the mean of {@code before} in the bound. */
  private Function<Denoiser, Tensor> standingStill(ObjectiveKind kind, Denoiser before) {
    int[] t = times();
    RandomKey key = RandomKey.root(8);
    int[] previous = {0, 1, 2, 0, 1, 2};
    double[] eps = key.child("noise").gaussians(12);
    double[] onward = key.child("onward").gaussians(12);
    boolean two = kind == ObjectiveKind.TWO_SAMPLE;
    Function<Denoiser, Tensor> mean =
        network -> network.predict(noisy(two, previous, eps, onward), t).splitChannels(2).get(0);
    double[] still = numbers(() -> mean.apply(before));
    return network -> {
      ForwardProcess forward = forward();
      BoundTerms bound = new BoundTerms(forward, ReverseVariance.LEARNED, new PixelDecoder(5));
      Tensor noise = tensor(Shape.of(6, 2), eps);
      Tensor xt = noisy(two, previous, eps, onward);
      Coefficients c = forward.at(t, xt);
      Tensor drawn = forward.diffuse(x0(), previous, noise);
      Tensor target = two ? drawn : kind.parameterization().target(x0(), xt, noise, c);
      Tensor output = network.predict(xt, t);
      Tensor held = tensor(Shape.of(6, 2), still);
      var logRatio = ReverseVariance.LEARNED.logRatio(output, c);
      Tensor nats =
          two
              ? new LikelihoodTerms(bound).term(x0(), drawn, held, logRatio, t)
              : bound.term(x0(), new Belief(kind.parameterization().x0(xt, held, c), logRatio), t);
      return mean.apply(network)
          .minus(target)
          .square()
          .meanPerExample()
          .plus(nats.times(0.001 * 3 / 2));
    };
  }

  private Tensor noisy(boolean two, int[] previous, double[] eps, double[] onward) {
    Tensor noise = tensor(Shape.of(6, 2), eps);
    return two
        ? forward()
            .step(forward().diffuse(x0(), previous, noise), times(), tensor(Shape.of(6, 2), onward))
        : forward().diffuse(x0(), times(), noise);
  }
}
