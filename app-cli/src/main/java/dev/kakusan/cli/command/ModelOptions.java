package dev.kakusan.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens a trained model. */
final class ModelOptions {

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "the run's folder, as train printed it")
  String run = "";

  @Option(names = "--step", paramLabel = "STEP", description = "which checkpoint (the newest)")
  @Nullable Long step;

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
