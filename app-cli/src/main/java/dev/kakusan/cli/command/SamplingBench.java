package dev.kakusan.cli.command;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.random.RandomKey;
import dev.kakusan.sampling.SampleModel;
import dev.kakusan.sampling.SampleRequest;
import dev.kakusan.sampling.SamplerKind;
import dev.kakusan.training.TrainedModel;
import dev.kakusan.training.TrainingPlan;

/**
 * Sampling by DDIM with an untrained network, whose work is that of a trained one.
 *
 * @param millis an image and a step, the best of three rounds after one to warm up
 */
record SamplingBench(double millis) {

  private static final int STEPS = 5;
  private static final int BATCH = 64;

  static SamplingBench of(Backend backend, TrainingPlan plan, Shape example, int count) {
    try (TrainableDenoiser network =
        backend.denoiser(plan.network(example), plan.optimizer(), RandomKey.root(0))) {
      TrainedModel model = new TrainedModel(plan, example, backend.compute());
      SampleModel sampling =
          new SampleModel(model.reverse(false), example, ProgressObserver.SILENT);
      SampleRequest request =
          new SampleRequest(
              count, SamplerKind.DDIM, STEPS, 0, true, Math.min(BATCH, count), RandomKey.root(1));
      double best = Double.POSITIVE_INFINITY;
      for (int round = 0; round <= 3; round++) {
        long start = System.nanoTime();
        sampling.run(network.averaged(), request, SampleModel.Trace.NONE);
        double millis = (System.nanoTime() - start) * 1e-6 / count / STEPS;
        best = round == 0 ? best : Math.min(best, millis);
      }
      return new SamplingBench(best);
    }
  }
}
