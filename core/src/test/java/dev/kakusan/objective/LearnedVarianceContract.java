package dev.kakusan.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.BackendContract;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.process.Speaking;
import dev.kakusan.random.RandomKey;
import dev.kakusan.sampling.SamplerKind;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A learned variance at its two limits is the small and the large one; between them, by hand. */
public interface LearnedVarianceContract extends BackendContract {

  private static NoiseSchedule schedule() {
    return NoiseSchedules.cosine(8);
  }

  private ForwardProcess forward() {
    return new ForwardProcess(schedule(), compute());
  }

  /** Every time of the schedule, one example each, with levels in the pixels' places. */
  private static int[] everyTime() {
    return new int[] {1, 2, 3, 4, 5, 6, 7, 8};
  }

  private Tensor pixels() {
    double[] x0 = new double[8 * 4];
    for (int i = 0; i < x0.length; i++) {
      x0[i] = RandomKey.root(6).child(i).index(17) / 8.0 - 1;
    }
    return tensor(Shape.of(8, 1, 2, 2), x0);
  }

  /** Each number is a sum of a few terms of its own order: some tens of roundings. */
  private void assertSame(double[] actual, double[] expected, String where) {
    assertThat(actual).as(where).hasSameSizeAs(expected);
    double relative = precision() == Precision.FLOAT32 ? 2e-5 : 1e-12;
    for (int i = 0; i < actual.length; i++) {
      assertThat(actual[i])
          .as("%s [%d]", where, i)
          .isCloseTo(expected[i], within(relative * (1 + Math.abs(expected[i]))));
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, SMALL", "1, LARGE"})
  default void atItsLimitsItIsAFixedOne(double v, ReverseVariance fixed) {
    Denoiser some = (xt, t) -> xt.times(0.3).tanh().plus(0.05);
    Denoiser speaking = Speaking.of(compute(), some, v);
    for (Decoder decoder : List.of(new PixelDecoder(17), new ContinuousDecoder())) {
      for (ObjectiveKind kind : ObjectiveKind.values()) {
        String where = kind + ", " + decoder.name();
        double[] learned = numbers(() -> losses(kind, ReverseVariance.LEARNED, decoder, speaking));
        assertSame(learned, numbers(() -> losses(kind, fixed, decoder, some)), where);
      }
    }
    for (int k = 1; k <= 8; k++) {
      assertSame(
          sampled(SamplerKind.ANCESTRAL, ReverseVariance.LEARNED, speaking, k),
          sampled(SamplerKind.ANCESTRAL, fixed, some, k),
          "ancestral step " + k);
      assertSame(
          sampled(SamplerKind.DDIM, ReverseVariance.LEARNED, speaking, k),
          sampled(SamplerKind.DDIM, fixed, some, k),
          "DDIM step " + k);
    }
  }

  private Tensor losses(
      ObjectiveKind kind, ReverseVariance variance, Decoder decoder, Denoiser network) {
    Objective objective =
        new ObjectivePlan(kind, LossWeighting.ELBO, variance).on(forward(), decoder);
    return objective.losses(network, pixels(), everyTime(), RandomKey.root(2));
  }

  private double[] sampled(SamplerKind kind, ReverseVariance variance, Denoiser network, int k) {
    ReverseProcess reverse =
        new ReverseProcess(forward(), Parameterization.EPSILON, variance, false);
    Shape shape = Shape.of(3, 1, 2, 2);
    return numbers(
        () ->
            kind.on(reverse, 0.5)
                .step(network, gaussians(shape, "x"), k, () -> gaussians(shape, "z")));
  }

  /** T = 2, D = 1, β = (0.5, 0.8): ᾱ_1 = 0.5, ᾱ_2 = 0.1, β̃_2 = 0.8 · 0.5 / 0.9 = 4/9. */
  @Test
  default void betweenThemTheTermsAreThoseByHand() {
    ForwardProcess forward = new ForwardProcess(NoiseSchedule.ofBetas(0.5, 0.8), compute());
    BoundTerms bound = new BoundTerms(forward, ReverseVariance.LEARNED, new ContinuousDecoder());
    ReverseProcess reverse =
        new ReverseProcess(forward, Parameterization.X0, ReverseVariance.LEARNED, false);
    Denoiser network = Speaking.of(compute(), (xt, t) -> xt.times(0), 0);
    double[] terms =
        numbers(
            () -> {
              Tensor x0 = tensor(Shape.of(2, 1), 1, 1);
              int[] t = {1, 2};
              return bound.term(x0, reverse.belief(network, x0, t), t);
            });
    // v′ = ½: σ² is the geometric mean of the limits. The network says x_0 = 0 where it is 1.
    double first = Math.sqrt(4.0 / 9 * 0.5);
    double second = Math.sqrt(4.0 / 9 * 0.8);
    double missed = Math.sqrt(0.5) * 0.8 / 0.9;
    double ratio = 4.0 / 9 / second;
    assertSame(
        terms,
        new double[] {
          1 / (2 * first) + Math.log(2 * Math.PI * first) / 2,
          (ratio - 1 - Math.log(ratio) + missed * missed / second) / 2
        },
        "by hand");
  }
}
