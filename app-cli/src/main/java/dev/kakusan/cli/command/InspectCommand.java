package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.observe.ProgressEvent.Metrics;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.Run;
import dev.kakusan.training.Settings;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a run is and how far it went. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description = "Shows a run: its plan, network, progress, data set and checkpoints.",
    footerHeading = "%nExamples:%n",
    footer = {"  kakusan inspect runs/digits-001", "  kakusan inspect runs/digits-001 --json"})
public final class InspectCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "RUN", description = "the run's folder")
  String run = "";

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Run open = Application.runs().open(run);
    Map<String, String> settings =
        open.plan()
            .orElseThrow(
                () -> new InvalidInput(run + " holds no plan.yaml; is it a run's folder?"));
    List<Long> steps = open.checkpoints().steps();
    CheckpointManifest newest =
        steps.isEmpty() ? null : open.checkpoints().manifest(steps.get(steps.size() - 1));
    Map<String, Long> blocks = newest == null ? Map.of() : blocks(settings, newest.data());
    List<Metrics> metrics = open.metrics();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Jsons.text(json(settings, steps, newest, blocks, metrics)));
    } else {
      print(out, settings, steps, newest, blocks, metrics);
    }
    out.flush();
    return 0;
  }

  /** Weights by block: the name up to its second dot for a U-Net's blocks, else up to the first. */
  private Map<String, Long> blocks(Map<String, String> settings, DatasetDescriptor data) {
    DenoiserSpec network =
        new TrainingPlan(Settings.of(settings, run + ": ")).network(data.shape());
    Map<String, Long> blocks = new LinkedHashMap<>();
    for (ParameterSpec parameter : network.parameters()) {
      String[] parts = parameter.name().split("\\.", -1);
      boolean numbered = parts.length > 2 && parts[1].matches("\\d+");
      blocks.merge(
          numbered ? parts[0] + "." + parts[1] : parts[0],
          (long) parameter.shape().size(),
          Long::sum);
    }
    return blocks;
  }

  private ObjectNode json(
      Map<String, String> settings,
      List<Long> steps,
      @Nullable CheckpointManifest newest,
      Map<String, Long> blocks,
      List<Metrics> metrics) {
    ObjectNode json = Jsons.object();
    json.put("run", run);
    settings.forEach(json.putObject("plan")::put);
    ObjectNode network = json.putObject("network");
    network.put("parameters", total(blocks));
    blocks.forEach(network.putObject("blocks")::put);
    steps.forEach(json.putArray("checkpoints")::add);
    if (newest != null) {
      json.put("step", newest.step());
      json.put("seconds", newest.seconds());
      ObjectNode data = json.putObject("data");
      data.put("location", newest.data().location());
      for (int d : newest.data().shape().dims()) {
        data.withArray("shape").add(d);
      }
      data.put("levels", newest.data().levels());
      data.put("sha256", newest.data().sha256());
      newest.versions().forEach(json.putObject("versions")::put);
    }
    if (!metrics.isEmpty()) {
      json.putPOJO("lastMetrics", metrics.get(metrics.size() - 1));
    }
    return json;
  }

  private static long total(Map<String, Long> blocks) {
    return blocks.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void print(
      PrintWriter out,
      Map<String, String> settings,
      List<Long> steps,
      @Nullable CheckpointManifest newest,
      Map<String, Long> blocks,
      List<Metrics> metrics) {
    out.println("plan");
    settings.forEach((key, value) -> out.printf("  %-20s %s%n", key, value));
    out.printf("%nnetwork: %,d weights%n", total(blocks));
    blocks.forEach((block, size) -> out.printf("  %-20s %,12d%n", block, size));
    if (newest != null) {
      DatasetDescriptor data = newest.data();
      out.printf(
          "%ndata%n  %-20s %s%n  %-20s %s, %s%n  %-20s %s%n",
          "location",
          data.location(),
          "shape",
          data.shape(),
          data.discrete() ? data.levels() + " levels" : "continuous",
          "SHA-256",
          data.sha256());
      out.printf(
          "%nprogress%n  %-20s %,d%n  %-20s %.1f minutes%n",
          "step", newest.step(), "trained", newest.seconds() / 60);
    }
    if (!metrics.isEmpty()) {
      Metrics last = metrics.get(metrics.size() - 1);
      out.printf(
          "  %-20s %.5f at step %d%n  %-20s %.0f%n",
          "loss", last.loss(), last.step(), "examples/s", last.imagesPerSecond());
    }
    out.printf("%ncheckpoints: %s%n", steps.isEmpty() ? "none" : steps);
  }
}
