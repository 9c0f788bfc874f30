package dev.kakusan.cli.command;

import dev.kakusan.compute.Backend;
import dev.kakusan.data.Dataset;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.storage.run.BlobRun;
import dev.kakusan.training.Settings;
import dev.kakusan.training.StopSignal;
import dev.kakusan.training.TrainModel;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whole steps of the real training loop.
 *
 * @param millis from the end of one step to the end of the next, rising
 * @param profile milliseconds of a mean step by phase, empty where not asked for
 */
record StepBench(List<Double> millis, Map<String, Double> profile) {

  static StepBench of(
      Backend backend, TrainingPlan plan, Dataset data, int warmUp, int measure, boolean profiled)
      throws IOException {
    if (!profiled) {
      return new StepBench(measured(backend, plan, data, warmUp, measure), Map.of());
    }
    try (StepProfile profile = new StepProfile()) {
      List<Double> millis = measured(backend, plan, data, warmUp, measure);
      return new StepBench(millis, profile.millis(measure));
    }
  }

  private static List<Double> measured(
      Backend backend, TrainingPlan plan, Dataset data, int warmUp, int measure)
      throws IOException {
    Settings length =
        Settings.of(
            Map.of(
                "steps", Integer.toString(warmUp + measure + 1),
                "log-every", "1",
                "checkpoint-every", "0",
                "preview-every", "0"),
            "bench: ");
    List<Double> millis = new ArrayList<>();
    long[] last = {0};
    new TrainModel(
            backend,
            Map.of(),
            event -> {
              if (event instanceof ProgressEvent.Training training) {
                long now = System.nanoTime();
                if (training.step() > warmUp + 1) {
                  millis.add((now - last[0]) * 1e-6);
                }
                last[0] = now;
              }
            })
        .run(
            new TrainingPlan(plan.settings().overriddenBy(length)),
            data,
            new BlobRun(new MemoryBlobStore()),
            Long.MAX_VALUE,
            StopSignal.NEVER);
    millis.sort(null);
    return List.copyOf(millis);
  }

  double median() {
    return millis.get(millis.size() / 2);
  }

  double lowerQuartile() {
    return millis.get(millis.size() / 4);
  }

  double upperQuartile() {
    return millis.get(millis.size() * 3 / 4);
  }
}
