package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.Muon;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.random.RandomKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptimizerTest {

  /** Weights, average and moments after three steps of one example. */
  private static List<double[]> learned(int threads, OptimizerSpec optimizer, MlpSpec spec) {
    RandomKey key = RandomKey.root(3);
    Shape one = spec.example().batchOf(1);
    List<double[]> state = new ArrayList<>();
    try (Backend backend = new DjlBackendProvider().open("cpu", threads);
        TrainableDenoiser network = backend.denoiser(spec, optimizer, key)) {
      for (int step = 1; step <= 3; step++) {
        network
            .update(
                new StepSettings(step, 0.01, 0.9),
                n ->
                    n.predict(backend.compute().gaussians(key.child("x"), one), new int[] {7})
                        .plus(1)
                        .square()
                        .sumPerExample())
            .read();
      }
      for (WeightPart part : WeightPart.values()) {
        network.writeTo(part, array -> state.add(array.values()));
      }
    }
    return state;
  }

  @Test
  void sharesOfTheArraysMoveAsTheWholeDoes() {
    // Half a million weights, worth three threads to move; one example, worth one to pass.
    assertThreadsChangeNothing(
        OptimizerSpec.DEFAULT, new MlpSpec(Shape.of(4), List.of(512, 512, 512), 8, 1));
  }

  @Test
  void groupsOfMatricesMoveAlikeOnWhicheverThread() {
    assertThreadsChangeNothing(
        OptimizerSpec.DEFAULT.with(new Muon(0.95, 2)),
        new MlpSpec(Shape.of(4), List.of(64, 64, 64, 48, 64), 8, 1));
  }

  private static void assertThreadsChangeNothing(OptimizerSpec optimizer, MlpSpec spec) {
    List<double[]> alone = learned(1, optimizer, spec);
    for (int threads : new int[] {2, 3}) {
      List<double[]> shared = learned(threads, optimizer, spec);
      for (int i = 0; i < alone.size(); i++) {
        assertThat(shared.get(i)).isEqualTo(alone.get(i));
      }
    }
    assertThat(alone.get(0))
        .isNotEqualTo(spec.parameters().get(0).initialValues(RandomKey.root(3)));
  }
}
