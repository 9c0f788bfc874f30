package dev.kakusan.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.data.PixelScaling;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PixelDecoderTest {

  private final Compute compute = new ReferenceBackendProvider().open("cpu", 1).compute();

  @ParameterizedTest
  @ValueSource(ints = {2, 17, 256})
  void theMassesOfAllLevelsSumToOne(int levels) {
    PixelScaling scaling = new PixelScaling(levels);
    double[] x0 = new double[levels];
    Arrays.setAll(x0, scaling::toModel);
    Shape shape = Shape.of(levels, 1);
    for (double mean : new double[] {-30, -1.5, -1, -0.3, 0, 0.77, 1, 4, 200}) {
      for (double variance : new double[] {1e-8, 1e-4, 0.02, 1, 30}) {
        double[] means = new double[levels];
        Arrays.fill(means, mean);
        double[] nats =
            new PixelDecoder(levels)
                .negativeLogLikelihood(
                    compute.tensor(x0, shape), compute.tensor(means, shape), variance)
                .toDoubles();
        assertThat(nats).as("mean %s variance %s", mean, variance).doesNotContain(Double.NaN);
        double sum = 0;
        for (double n : nats) {
          assertThat(n).isGreaterThanOrEqualTo(0).isFinite();
          sum += Math.exp(-n);
        }
        assertThat(sum).as("mean %s variance %s", mean, variance).isCloseTo(1, within(1e-9));
      }
    }
  }
}
