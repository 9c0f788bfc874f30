package dev.kakusan.cli.command;

import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.objective.Estimate;
import dev.kakusan.objective.Ledger;
import dev.kakusan.observe.ProgressEvent.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run as it stands beside others.
 *
 * @param settings of its newest checkpoint
 * @param step of that checkpoint
 * @param parameters how many numbers were learned
 * @param imagesPerSecond in training, the median over its measurements; NaN where there is none
 */
record ComparedRun(
    String location,
    Map<String, String> settings,
    long step,
    long parameters,
    double imagesPerSecond,
    Ledger ledger,
    Protocol protocol) {

  static ComparedRun of(String location, NetworkOptions network, BoundOptions bound)
      throws IOException {
    try (OpenModel open = OpenModel.of(ModelOptions.newest(location, network));
        ConsoleProgress progress = new ConsoleProgress("evaluate " + location)) {
      BoundOptions.Stated stated = bound.ledger(open, network.weights, progress);
      long parameters = 0;
      for (ParameterSpec parameter : open.plan().network(open.example()).parameters()) {
        parameters += parameter.shape().size();
      }
      return new ComparedRun(
          location,
          open.manifest().settings(),
          open.manifest().step(),
          parameters,
          median(Application.runs().open(location).metrics()),
          stated.ledger(),
          stated.protocol());
    }
  }

  private static double median(List<Metrics> metrics) {
    double[] speeds = metrics.stream().mapToDouble(Metrics::imagesPerSecond).sorted().toArray();
    return speeds.length == 0
        ? Double.NaN
        : (speeds[(speeds.length - 1) / 2] + speeds[speeds.length / 2]) / 2;
  }

  /** The rules in which this differs from the first run. */
  List<Difference> unlike(ComparedRun first) {
    return Difference.between(first.protocol, protocol);
  }

  /**
   * By how much this bound is above the first run's, in nats per example, from the differences of
   * each example; empty where the two are about other data.
   */
  Optional<Estimate> above(ComparedRun first) {
    return unlike(first).stream().anyMatch(Difference::otherData)
        ? Optional.empty()
        : Optional.of(ledger.above(first.ledger));
  }
}
