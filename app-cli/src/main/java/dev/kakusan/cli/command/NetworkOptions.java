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

  @Option(names = "--threads", paramLabel = "N", description = "processor threads (the run's)")
  @Nullable String threads;

  @Option(
      names = "--precision",
      paramLabel = "float64|float32|tf32|bfloat16",
      description = "of the network's products (the run's)")
  @Nullable String precision;

  @Option(
      names = "--force-precision",
      paramLabel = "true|false",
      description = "take bfloat16 also where this machine has no fast path for it (false)")
  @Nullable String forcePrecision;

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
    if (precision != null) {
      settings.put("precision", precision);
    }
    if (forcePrecision != null) {
      settings.put("force-precision", forcePrecision);
    }
    return settings;
  }
}
