package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.random.RandomKey;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DjlDenoiserTest {

  private static final RandomKey KEY = RandomKey.root(7);

  @Test
  void aPerceptronOverfitsEightExamples() {
    overfits(new MlpSpec(Shape.of(6), List.of(32), 8, 1));
  }

  @Test
  void aUNetOverfitsEightImages() {
    overfits(
        new UNetSpec(Shape.of(1, 8, 8), List.of(16, 16), 1, List.of(false, true), true, 8, 4, 1));
  }

  private static void overfits(DenoiserSpec spec) {
    try (Backend backend = new DjlBackendProvider().open("cpu", 2)) {
      TrainableDenoiser network = backend.denoiser(spec, OptimizerSpec.DEFAULT, KEY);
      Shape batch = spec.example().batchOf(8);
      Tensor x = backend.compute().tensor(KEY.child("x").gaussians(batch.size()), batch);
      Tensor y = backend.compute().tensor(KEY.child("y").gaussians(batch.size()), batch);
      int[] t = {1, 2, 3, 4, 5, 6, 7, 8};
      double first = 0;
      double last = 0;
      for (int step = 1; step <= 300; step++) {
        StepSettings settings = new StepSettings(step, 1e-2, 0.9);
        var figures =
            network
                .update(settings, n -> n.predict(x, t).minus(y).square().meanPerExample())
                .read();
        first = step == 1 ? figures.loss() : first;
        last = figures.loss();
      }
      assertThat(last).isLessThan(first / 100);
    }
  }
}
