package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures training steps, and what else takes a user's time. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Measures whole training steps (batch, noise, forward, backward, clip, AdamW, average) of the",
      "real training loop, and the memory of the process.",
      "--profile says where a step's time goes. --roofline says how many floating-point operations",
      "a step has and how fast they go, beside what the machine reaches in large products and copies.",
      "--sample measures DDIM. --store measures what a checkpoint costs: the copy of the weights",
      "that training waits for, how much longer the next step takes in all, and how long until the",
      "checkpoint is stored. What is stored is removed again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan bench --preset images --profile --roofline",
      "  kakusan bench --preset images --batch-size 32 --threads 1 --measure 50",
      "  kakusan bench --preset images --sample 256",
      "  kakusan bench --preset images --store s3://bucket/bench"
    })
public final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private PlanOptions options = new PlanOptions();

  @Option(
      names = "--measure",
      paramLabel = "N",
      description = "steps to measure (30; 0 for --sample alone)")
  int measure = 30;

  @Option(names = "--warm-up", paramLabel = "N", description = "steps before them (5)")
  int warmUp = 5;

  @Option(names = "--profile", description = "where a step's time goes")
  boolean profile;

  @Option(names = "--roofline", description = "a step's operations beside the machine's rates")
  boolean roofline;

  @Option(names = "--sample", paramLabel = "N", description = "draw N images too, by DDIM")
  @Nullable Integer sample;

  @Option(
      names = "--store",
      paramLabel = "LOCATION",
      description =
          "measure checkpoints too, stored there; memory:bench is no place but this process")
  @Nullable String store;

  @Option(
      names = "--peer",
      paramLabel = "FOLDER",
      description = "write the network, drawn weights and what it says, for benchmarks/ to compare")
  @Nullable Path peer;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    boolean onlySamples = measure == 0 && sample != null && !profile && !roofline;
    if ((measure < 1 && !onlySamples) || warmUp < 0) {
      throw new InvalidInput(
          "--measure must be at least 1 (0 for --sample alone) and --warm-up 0 or more, got "
              + measure
              + ", "
              + warmUp);
    }
    if (sample != null && sample < 1) {
      throw new InvalidInput("--sample must be at least 1, got " + sample);
    }
    PlanOptions.Planned planned = options.plan(spec, Optional.empty(), "");
    TrainingPlan plan = planned.plan();
    Dataset data = planned.data();
    Shape example = data.descriptor().shape();
    BackendProvider provider = Application.backends().named(plan.backend());
    BenchReport report = new BenchReport();
    try (Backend backend = provider.open(plan.opening())) {
      if (peer != null) {
        PeerFolder.write(peer, backend, plan, example);
      }
      StepBench steps = null;
      if (measure > 0) {
        steps = StepBench.of(backend, plan, data, warmUp, measure, profile);
        report.steps(steps, plan.batchSize());
      }
      if (sample != null) {
        report.sampling(SamplingBench.of(backend, plan, example, sample));
      }
      if (store != null) {
        report.checkpoints(CheckpointBench.of(backend, plan, data, store), store);
      }
      report.memory(ProcessMemory.mebibytes("VmRSS"), ProcessMemory.mebibytes("VmHWM"));
      if (roofline && steps != null) {
        report.roofline(
            Roofline.of(backend, plan.network(example), plan.batchSize(), steps.median()));
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? Jsons.text(report.json()) + System.lineSeparator() : report.text());
    out.flush();
    return 0;
  }
}
