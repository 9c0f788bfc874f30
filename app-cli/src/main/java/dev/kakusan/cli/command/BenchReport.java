package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** The figures of a benchmark, for people and for machines. */
final class BenchReport {

  private final StringBuilder text = new StringBuilder();
  private final ObjectNode json = Jsons.object();

  void steps(StepBench steps, int batch) {
    double perSecond = batch / steps.median() * 1000;
    line(
        "step",
        String.format(
            "%.2f ms (quartiles %.2f to %.2f, %d steps)",
            steps.median(), steps.lowerQuartile(), steps.upperQuartile(), steps.millis().size()));
    line("throughput", String.format("%.0f examples/s", perSecond));
    json.put("millisPerStep", steps.median());
    json.put("lowerQuartile", steps.lowerQuartile());
    json.put("upperQuartile", steps.upperQuartile());
    json.put("imagesPerSecond", perSecond);
    json.put("steps", steps.millis().size());
    if (!steps.profile().isEmpty()) {
      profile(steps.profile());
    }
  }

  private void profile(Map<String, Double> millis) {
    double all = millis.values().stream().mapToDouble(Double::doubleValue).sum();
    ObjectNode phases = json.putObject("profile");
    millis.forEach(
        (phase, of) -> {
          line("", String.format("%-18s %9.3f ms  %5.1f %%", phase, of, 100 * of / all));
          phases.put(phase, of);
        });
  }

  void sampling(SamplingBench sampling) {
    line("sampling", String.format("%.3f ms an image and step of DDIM", sampling.millis()));
    json.put("samplingMillisPerImageAndStep", sampling.millis());
  }

  void checkpoints(CheckpointBench checkpoints, String store) {
    line(
        "checkpoint",
        String.format(
            "stops training for a copy of the weights, %.1f ms; with its storing beside it the next"
                + " step takes %.1f ms longer; stored in %s after %.0f ms",
            checkpoints.copyMillis(),
            checkpoints.longerMillis(),
            store,
            checkpoints.storedMillis()));
    json.put("checkpointCopyMillis", checkpoints.copyMillis());
    json.put("checkpointLongerMillis", checkpoints.longerMillis());
    json.put("checkpointStoredMillis", checkpoints.storedMillis());
  }

  void memory(long resident, long peak) {
    line("resident", String.format("%d MiB, peak %d MiB", resident, peak));
    json.put("residentMiB", resident);
    json.put("peakResidentMiB", peak);
  }

  void roofline(Roofline roofline) {
    line(
        "operations",
        String.format(
            "%.3f GFLOP a step at %.1f GFLOP/s, %.0f %% of what the machine reaches",
            roofline.operations() * 1e-9, roofline.perSecond() * 1e-9, 100 * roofline.fraction()));
    line(
        "machine",
        String.format(
            "%.1f GFLOP/s in large products of matrices or convolutions, %.1f GB/s read and written in copies",
            roofline.machine().operations() * 1e-9, roofline.machine().bytes() * 1e-9));
    ObjectNode object = json.putObject("roofline");
    object.put("operationsPerStep", roofline.operations());
    object.put("operationsPerSecond", roofline.perSecond());
    object.put("machineOperationsPerSecond", roofline.machine().operations());
    object.put("machineBytesPerSecond", roofline.machine().bytes());
    object.put("fraction", roofline.fraction());
  }

  private void line(String key, String what) {
    text.append(String.format("%-12s %s%n", key, what));
  }

  String text() {
    return text.toString();
  }

  ObjectNode json() {
    return json;
  }
}
