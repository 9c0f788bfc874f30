package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.storage.run.BlobRun;
import dev.kakusan.training.Settings;
import dev.kakusan.training.StopSignal;
import dev.kakusan.training.TrainModel;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures a training step. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures whole training steps (batch, noise, forward, backward, clip, AdamW, average) of the",
      "real training loop, and the memory of the process; then what a checkpoint costs: the copy of",
      "the weights that training waits for, how much longer the next step takes in all, and how long",
      "until the checkpoint is stored. What is stored is removed again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan bench --preset images",
      "  kakusan bench --preset images --batch-size 32 --threads 1 --measure 50",
      "  kakusan bench --preset images --store s3://bucket/bench"
    })
public final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PlanOptions options = new PlanOptions();

  @Option(names = "--measure", paramLabel = "N", description = "steps to measure (30)")
  int measure = 30;

  @Option(names = "--warm-up", paramLabel = "N", description = "steps before them (5)")
  int warmUp = 5;

  @Option(
      names = "--store",
      paramLabel = "LOCATION",
      description = "where checkpoints are stored for their part (in memory)")
  String store = "memory:bench";

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if (measure < 1 || warmUp < 0) {
      throw new InvalidInput(
          "--measure must be at least 1 and --warm-up 0 or more, got " + measure + ", " + warmUp);
    }
    PlanOptions.Planned planned = options.plan(spec, Optional.empty(), "");
    TrainingPlan plan = new TrainingPlan(planned.plan().settings().overriddenBy(length()));
    BackendProvider provider = Application.backends().named(plan.backend());
    List<Double> millis = new ArrayList<>();
    CheckpointBench checkpoints;
    try (Backend backend = provider.open(plan.opening())) {
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
              plan,
              planned.data(),
              new BlobRun(new MemoryBlobStore()),
              Long.MAX_VALUE,
              StopSignal.NEVER);
      checkpoints = CheckpointBench.of(backend, plan, planned.data(), store);
    }
    print(plan, millis, checkpoints);
    return 0;
  }

  private Settings length() {
    return Settings.of(
        Map.of(
            "steps", Integer.toString(warmUp + measure + 1),
            "log-every", "1",
            "checkpoint-every", "0",
            "preview-every", "0"),
        "bench: ");
  }

  private void print(TrainingPlan plan, List<Double> millis, CheckpointBench checkpoints)
      throws IOException {
    millis.sort(null);
    double median = millis.get(millis.size() / 2);
    double low = millis.get(millis.size() / 4);
    double high = millis.get(millis.size() * 3 / 4);
    double perSecond = plan.batchSize() / median * 1000;
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode object = Jsons.object();
      object.put("millisPerStep", median);
      object.put("lowerQuartile", low);
      object.put("upperQuartile", high);
      object.put("imagesPerSecond", perSecond);
      object.put("steps", millis.size());
      object.put("checkpointCopyMillis", checkpoints.copyMillis());
      object.put("checkpointLongerMillis", checkpoints.longerMillis());
      object.put("checkpointStoredMillis", checkpoints.storedMillis());
      object.put("residentMiB", memory("VmRSS"));
      object.put("peakResidentMiB", memory("VmHWM"));
      out.println(Jsons.text(object));
    } else {
      out.printf(
          "step         %.1f ms (quartiles %.1f to %.1f, %d steps)%n",
          median, low, high, millis.size());
      out.printf("throughput   %.0f examples/s%n", perSecond);
      out.printf(
          "checkpoint   stops training for a copy of the weights, %.1f ms; with its storing beside"
              + " it the next step takes %.1f ms longer; stored in %s after %.0f ms%n",
          checkpoints.copyMillis(), checkpoints.longerMillis(), store, checkpoints.storedMillis());
      out.printf("resident     %d MiB, peak %d MiB%n", memory("VmRSS"), memory("VmHWM"));
    }
    out.flush();
  }

  /** A figure of this process in MiB, or −1 where the system does not tell. */
  private static long memory(String key) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.exists(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(key + ":")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    }
    return -1;
  }
}
