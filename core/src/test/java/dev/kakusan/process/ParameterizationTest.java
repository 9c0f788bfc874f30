package dev.kakusan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.objective.BoundTerms;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ParameterizationTest {

  private static final int STEPS = 50;

  private final Backend backend = new ReferenceBackendProvider().open("cpu", 1);
  private final NoiseSchedule schedule = NoiseSchedules.linear(STEPS);
  private final ForwardProcess forward = new ForwardProcess(schedule, backend.compute());
  private final Shape shape = Shape.of(STEPS, 3);
  private final int[] everyTime = Arrays.stream(new int[STEPS]).map(i -> 0).toArray();

  {
    Arrays.setAll(everyTime, i -> i + 1);
  }

  private Tensor drawn(String name) {
    return backend.compute().tensor(RandomKey.root(4).child(name).gaussians(shape.size()), shape);
  }

  @ParameterizedTest
  @EnumSource
  void theTargetSpeaksOfTheDataItWasMadeFrom(Parameterization parameterization) {
    Tensor x0 = drawn("x0");
    Tensor eps = drawn("eps");
    Tensor xt = forward.diffuse(x0, everyTime, eps);
    Coefficients c = forward.at(everyTime, xt);
    Tensor target = parameterization.target(x0, xt, eps, c);
    // At t = 50 ε is divided by √ᾱ_T of about 0.004: 1e-16 · 250, with room.
    assertThat(parameterization.x0(xt, target, c).toDoubles())
        .containsExactly(x0.toDoubles(), within(1e-12));
  }

  /** S9, S10 and their like: the weight on the output's error is w · x0PerOutput². */
  @ParameterizedTest
  @EnumSource
  void theWeightOnX0MovesToEveryOutput(Parameterization parameterization) {
    Tensor x0 = drawn("x0");
    Tensor eps = drawn("eps");
    Tensor xt = forward.diffuse(x0, everyTime, eps);
    Coefficients c = forward.at(everyTime, xt);
    Tensor target = parameterization.target(x0, xt, eps, c);
    Tensor output = target.plus(drawn("error").times(0.1));
    BoundTerms bound = new BoundTerms(forward, ReverseVariance.SMALL, new ContinuousDecoder());
    double[] terms = bound.term(x0, parameterization.x0(xt, output, c), everyTime).toDoubles();
    double[] errors = output.minus(target).square().sumPerExample().toDoubles();
    for (int t = 2; t <= STEPS; t++) {
      double perOutput = parameterization.x0PerOutput(schedule, t);
      double onOutput = bound.weightOnX0(t) * perOutput * perOutput;
      assertThat(terms[t - 1])
          .as("t=%d", t)
          .isCloseTo(onOutput * errors[t - 1], within(1e-9 * terms[t - 1]));
      assertThat(onOutput)
          .as("t=%d", t)
          .isCloseTo(published(parameterization, t), within(1e-9 * onOutput));
    }
  }

  /** The table of theory, section 5, for σ_t² = β̃_t. */
  private double published(Parameterization parameterization, int t) {
    double halved = 2 * schedule.posteriorVariance(t);
    double snrFall = (schedule.snr(t - 1) - schedule.snr(t)) / 2;
    return switch (parameterization) {
      case MEAN -> 1 / halved;
      case X0 -> snrFall;
      case EPSILON ->
          schedule.beta(t)
              * schedule.beta(t)
              / (halved * schedule.alpha(t) * schedule.noiseVariance(t));
      case V -> snrFall * schedule.noiseVariance(t);
    };
  }

  @Test
  void theForwardPosteriorMeanAtTheFirstStepIsTheData() {
    Tensor x0 = drawn("x0");
    int[] first = new int[STEPS];
    Arrays.fill(first, 1);
    assertThat(forward.posteriorMean(x0, drawn("xt"), first).toDoubles())
        .containsExactly(x0.toDoubles(), within(1e-14));
  }
}
