package dev.kakusan.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedules;
import dev.kakusan.verify.GaussianData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SampleModelTest {

  private final ForwardProcess forward =
      new ForwardProcess(
          NoiseSchedules.cosine(40), new ReferenceBackendProvider().open("cpu", 1).compute());
  private final ReverseProcess reverse =
      new ReverseProcess(forward, Parameterization.V, ReverseVariance.SMALL, false);
  private final SampleModel model = new SampleModel(reverse, Shape.of(2), ProgressObserver.SILENT);

  private double[] sample(SamplerKind kind, int count, int steps, int batch) {
    SampleRequest request =
        new SampleRequest(count, kind, steps, 0.5, false, batch, RandomKey.root(3));
    return model.run(
        new GaussianData(0.5, 0.2).denoiser(forward, Parameterization.V),
        request,
        SampleModel.Trace.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void aSampleDependsOnItsNumberAlone(SamplerKind kind) {
    double[] ten = sample(kind, 10, 8, 4);
    assertThat(sample(kind, 10, 8, 10)).isEqualTo(ten);
    assertThat(sample(kind, 3, 8, 1)).isEqualTo(Arrays.copyOf(ten, 6));
  }

  @Test
  void theTraceSeesEveryStepDownToTheData() {
    List<Integer> steps = new ArrayList<>();
    SampleRequest request =
        new SampleRequest(2, SamplerKind.DDIM, 5, 0, false, 2, RandomKey.root(3));
    model.run((xt, t) -> xt.times(0.1), request, (first, k, x) -> steps.add(k));
    assertThat(steps).containsExactly(5, 4, 3, 2, 1);
  }

  @Test
  void theNetworkIsToldTheTimesOfTheWholeSchedule() {
    List<Integer> times = new ArrayList<>();
    SampleRequest request =
        new SampleRequest(1, SamplerKind.ANCESTRAL, 4, 0, false, 1, RandomKey.root(3));
    model.run(
        (xt, t) -> {
          times.add(t[0]);
          return xt;
        },
        request,
        SampleModel.Trace.NONE);
    assertThat(times).containsExactly(40, 30, 20, 10);
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> sample(SamplerKind.DDIM, 1, 41, 1))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("1..40");
    assertThatThrownBy(() -> sample(SamplerKind.DDIM, 0, 4, 1)).hasMessageContaining("got 0");
    assertThatThrownBy(() -> new DdimSampler(reverse, 2))
        .hasMessage("eta must lie in [0, 1], got 2.0");
  }
}
