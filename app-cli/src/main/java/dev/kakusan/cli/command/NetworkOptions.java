package dev.kakusan.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which weights of a trained network, and what computes it. */
class NetworkOptions {

  @Option(
      names = "--weights",
      paramLabel = "averaged|raw",
      description = "moving average or last step's weights (averaged)")
  WeightsChoice weights = WeightsChoice.AVERAGED;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "what computes (the run's): see 'kakusan backends'")
  @Nullable String backend;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "where to compute (the run's): see 'kakusan backends'")
  @Nullable String device;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "processor threads of an operation (the run's)")
  @Nullable String threads;

  /** The settings of the run that hold only here. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    if (backend != null) {
      settings.put("backend", backend);
    }
    if (device != null) {
      settings.put("device", device);
    }
    if (threads != null) {
      settings.put("threads", threads);
    }
    return settings;
  }
}
