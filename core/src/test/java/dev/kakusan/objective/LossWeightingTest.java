package dev.kakusan.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LossWeightingTest {

  /** SNR(1) = 0.9/0.1 = 9, SNR(2) = 0.45/0.55 = 9/11. */
  private final NoiseSchedule schedule = NoiseSchedule.ofBetas(0.1, 0.5);

  private final Compute compute = new ReferenceBackendProvider().open("cpu", 1).compute();
  private final ForwardProcess forward = new ForwardProcess(schedule, compute);

  private double[] losses(ObjectiveKind kind, LossWeighting weighting) {
    Denoiser some = (xt, t) -> xt.times(0.3).plus(0.2);
    return compute.tidied(
        () ->
            new ObjectivePlan(kind, weighting, ReverseVariance.SMALL)
                .on(forward, new ContinuousDecoder())
                .losses(
                    some,
                    compute.tensor(new double[] {1, -1, 0.5, 2}, Shape.of(2, 2)),
                    new int[] {1, 2},
                    RandomKey.root(1))
                .toDoubles());
  }

  /** Hang et al. 2023: x0 min(SNR, γ), ε that by SNR, v that by SNR + 1. */
  @ParameterizedTest
  @CsvSource({
    "X0, 5, 0.8181818181818182",
    "EPSILON, 0.5555555555555556, 1",
    "V, 0.5, 0.45",
  })
  void minSnrWeighsAsPublished(ObjectiveKind kind, double first, double second) {
    double[] plain = losses(kind, LossWeighting.SIMPLE);
    double[] weighed = losses(kind, LossWeighting.minSnr(5));
    // A few roundings of numbers of order 1.
    assertThat(weighed[0]).isCloseTo(first * plain[0], within(1e-14));
    assertThat(weighed[1]).isCloseTo(second * plain[1], within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(strings = {"simple", "elbo", "hybrid", "min-snr:5", "min-snr:0.25"})
  void aNameIsReadAsItIsWritten(String name) {
    assertThat(LossWeighting.named(name, "--weighting")).hasToString(name);
  }

  @Test
  void gammaHasOneSpelling() {
    assertThat(LossWeighting.named("min-snr:5.00", "x")).hasToString("min-snr:5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "0", "NaN", "Infinity", "", "five"})
  void gammaThatIsNoneIsRefused(String gamma) {
    assertThatThrownBy(() -> LossWeighting.named("min-snr:" + gamma, "--weighting"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "--weighting min-snr:GAMMA wants a number above 0 and finite, got '" + gamma + "'");
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThatAreKnown() {
    assertThatThrownBy(() -> LossWeighting.named("heavy", "--weighting"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("--weighting must be one of simple, elbo, min-snr:GAMMA, hybrid; got 'heavy'");
  }
}
