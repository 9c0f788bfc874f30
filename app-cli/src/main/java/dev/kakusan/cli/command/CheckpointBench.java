package dev.kakusan.cli.command;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.data.Dataset;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.random.RandomKey;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.WeightSnapshot;
import dev.kakusan.storage.run.BlobRun;
import dev.kakusan.training.Settings;
import dev.kakusan.training.StopSignal;
import dev.kakusan.training.TrainModel;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a checkpoint costs the training that it is written in: medians over some.
 *
 * @param longerMillis by which the time from step to step is longer with a checkpoint in between,
 *     whose storing takes its share of the processors
 * @param copyMillis which a copy of the weights, their average and the moments takes by itself
 * @param storedMillis from the end of its step until it stands in the store
 */
record CheckpointBench(double longerMillis, double copyMillis, double storedMillis) {

  private static final int EVERY = 5;
  private static final int CHECKPOINTS = 7;

  static CheckpointBench of(Backend backend, TrainingPlan plan, Dataset data, String location)
      throws IOException {
    String name = "kakusan-bench-" + ProcessHandle.current().pid();
    String above = location.replaceFirst("/+$", "");
    BlobStore store = Application.stores().open(above + "/" + name, "a benchmark");
    try {
      return measured(backend, plan, data, store);
    } finally {
      BlobStore whole = Application.stores().open(above, "a benchmark");
      for (String key : whole.list(name + "/")) {
        whole.delete(key);
      }
    }
  }

  /** Milliseconds for a copy of all that a checkpoint holds. */
  private static double copying(Backend backend, TrainingPlan plan, Dataset data) {
    List<Double> millis = new ArrayList<>();
    try (TrainableDenoiser network =
        backend.denoiser(
            plan.network(data.descriptor().shape()), plan.optimizer(), RandomKey.root(0))) {
      for (int i = 0; i < CHECKPOINTS; i++) {
        long start = System.nanoTime();
        WeightSnapshot.of(network);
        millis.add((System.nanoTime() - start) * 1e-6);
      }
    }
    return median(millis);
  }

  private static CheckpointBench measured(
      Backend backend, TrainingPlan plan, Dataset data, BlobStore store) throws IOException {
    Settings cadence =
        Settings.of(
            Map.of(
                "steps", Integer.toString(EVERY * CHECKPOINTS + 2),
                "log-every", "1",
                "checkpoint-every", Integer.toString(EVERY)),
            "bench: ");
    List<Double> plain = new ArrayList<>();
    List<Double> withOne = new ArrayList<>();
    List<Double> stored = new ArrayList<>();
    Map<Long, Long> ended = new ConcurrentHashMap<>();
    new TrainModel(
            backend,
            Map.of(),
            event -> {
              long now = System.nanoTime();
              if (event instanceof ProgressEvent.Training training) {
                ended.put(training.step(), now);
                Long before = ended.get(training.step() - 1);
                if (before != null) {
                  boolean saved = (training.step() - 1) % EVERY == 0;
                  (saved ? withOne : plain).add((now - before) * 1e-6);
                }
              } else if (event instanceof ProgressEvent.CheckpointSaved saved
                  && ended.containsKey(saved.step())) {
                synchronized (stored) {
                  stored.add((now - ended.get(saved.step())) * 1e-6);
                }
              }
            })
        .run(
            new TrainingPlan(plan.settings().overriddenBy(cadence)),
            data,
            new BlobRun(store),
            Long.MAX_VALUE,
            StopSignal.NEVER);
    return new CheckpointBench(
        median(withOne) - median(plain), copying(backend, plan, data), median(stored));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    sorted.sort(null);
    return sorted.get(sorted.size() / 2);
  }
}
