package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.HeldWeights;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A batch in three parts of unequal size against the same batch as a whole. */
final class PassesTest {

  private static final RandomKey KEY = RandomKey.root(11);
  private static final int[] TIMES = {1, 2, 3, 4, 5, 6, 7, 8};

  /** Large enough that eight examples are worth three threads. */
  static List<DenoiserSpec> networks() {
    return List.of(
        new MlpSpec(Shape.of(6), List.of(700, 700), 8, 1),
        new UNetSpec(Shape.of(1, 8, 8), List.of(64, 64), 1, List.of(false, true), true, 32, 8, 1));
  }

  /** A backend with so many threads and a network that has learned for two steps. */
  private record Learned(DjlBackend backend, DenoiserSpec spec, TrainableDenoiser network)
      implements AutoCloseable {

    static Learned with(int threads, DenoiserSpec spec) {
      DjlBackend backend = (DjlBackend) new DjlBackendProvider().open("cpu", threads);
      TrainableDenoiser network = backend.denoiser(spec, OptimizerSpec.DEFAULT, KEY);
      Learned learned = new Learned(backend, spec, network);
      for (int step = 1; step <= 2; step++) {
        network.update(new StepSettings(step, 1e-3, 0.9), learned::once).read();
      }
      return learned;
    }

    Tensor gaussians(String name) {
      Shape batch = spec.example().batchOf(TIMES.length);
      return backend.compute().tensor(KEY.child(name).gaussians(batch.size()), batch);
    }

    private Tensor miss(Tensor output) {
      return output.minus(gaussians("y")).square().meanPerExample();
    }

    Tensor once(Denoiser n) {
      return miss(n.predict(gaussians("x"), TIMES));
    }

    /** Two passes, and one more that looks at the output of the first. */
    Tensor thrice(Denoiser n) {
      Tensor first = n.predict(gaussians("x"), TIMES);
      Tensor second = n.predict(gaussians("z"), TIMES);
      return miss(first.plus(second)).plus(miss(n.predict(first, TIMES)));
    }

    @Override
    public void close() {
      backend.close();
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theGradientsOfPartsAddUpToTheWhole(DenoiserSpec spec) {
    try (Learned whole = Learned.with(1, spec);
        Learned parts = Learned.with(3, spec)) {
      parts.network.readFrom(WeightPart.MODEL, HeldWeights.of(whole.network, WeightPart.MODEL));
      assertAlike(parts.network.gradients(parts::once), whole.network.gradients(whole::once), spec);
      assertAlike(
          parts.network.gradients(parts::thrice), whole.network.gradients(whole::thrice), spec);
    }
  }

  /**
   * A gradient is a sum over examples and positions in single precision, which parts add in another
   * order: a relative 6e-8 for each rounding, some hundreds of which are chained in the passes.
   * 1e-4 of the weight's largest gradient leaves room.
   */
  private static void assertAlike(double[][] parts, double[][] whole, DenoiserSpec spec) {
    double floor = 1e-6 * Arrays.stream(whole).mapToDouble(PassesTest::largest).max().orElseThrow();
    for (int p = 0; p < whole.length; p++) {
      double largest = largest(whole[p]);
      double difference = 0;
      for (int i = 0; i < whole[p].length; i++) {
        difference = Math.max(difference, Math.abs(parts[p][i] - whole[p][i]));
      }
      String name = spec.parameters().get(p).name();
      assertThat(largest).as(name).isPositive();
      assertThat(difference).as(name).isLessThan(Math.max(floor, 1e-4 * largest));
    }
  }

  private static double largest(double[] gradient) {
    return Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void theSameCrewGivesTheSameBits(DenoiserSpec spec) {
    try (Learned one = Learned.with(3, spec);
        Learned two = Learned.with(3, spec)) {
      for (WeightPart part : WeightPart.values()) {
        HeldWeights held = HeldWeights.of(one.network, part);
        two.network.writeTo(
            part, array -> assertThat(array.values()).isEqualTo(held.get(array.name()).values()));
      }
      double[] first = one.network.averaged().predict(one.gaussians("x"), TIMES).toDoubles();
      double[] second = two.network.averaged().predict(two.gaussians("x"), TIMES).toDoubles();
      assertThat(first).isEqualTo(second);
    }
  }

  @Test
  void partsLeaveNoArraysBehind() {
    DenoiserSpec spec = networks().get(1);
    try (Learned learned = Learned.with(3, spec)) {
      int before = learned.backend.compute().living();
      learned.network.update(new StepSettings(3, 1e-3, 0.9), learned::thrice).read();
      learned.network.gradients(learned::once);
      assertThat(learned.backend.compute().living()).isEqualTo(before);
    }
  }

  @Test
  void aPartThatFailsIsToldOnceAllHaveEnded() {
    assertThat(new DjlBackendProvider().engine()).isNotEmpty(); // which loads it
    try (Crew crew = new Crew(3)) {
      int[] ended = new int[3];
      assertThatThrownBy(
              () ->
                  crew.each(
                      3,
                      false,
                      k -> {
                        if (k == 0) {
                          throw new IllegalArgumentException("part 0");
                        }
                        ended[k] = 1;
                        return k;
                      }))
          .hasMessage("part 0");
      assertThat(ended).containsExactly(0, 1, 1);
    }
  }
}
