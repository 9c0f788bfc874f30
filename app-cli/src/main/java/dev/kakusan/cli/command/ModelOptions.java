package dev.kakusan.cli.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that opens one trained model. */
final class ModelOptions extends NetworkOptions {

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "the run's folder, as train printed it")
  String run = "";

  @Option(names = "--step", paramLabel = "STEP", description = "which checkpoint (the newest)")
  @Nullable Long step;

  /** The newest checkpoint of a run, with these options. */
  static ModelOptions newest(String run, NetworkOptions network) {
    ModelOptions options = new ModelOptions();
    options.run = run;
    options.weights = network.weights;
    options.backend = network.backend;
    options.device = network.device;
    options.threads = network.threads;
    return options;
  }
}
