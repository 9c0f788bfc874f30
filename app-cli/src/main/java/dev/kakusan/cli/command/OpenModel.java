package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.Split;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.random.RandomKey;
import dev.kakusan.storage.Checkpoint;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.CheckpointRepository;
import dev.kakusan.storage.Run;
import dev.kakusan.training.Settings;
import dev.kakusan.training.TrainedModel;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run's trained network, on a backend; what it is comes from the run alone. */
final class OpenModel implements AutoCloseable {

  private final CheckpointManifest manifest;
  private final TrainingPlan plan;
  private final Shape example;
  private final int levels;
  private final Backend backend;
  private final TrainableDenoiser network;

  private OpenModel(
      CheckpointManifest manifest,
      TrainingPlan plan,
      Shape example,
      int levels,
      Backend backend,
      TrainableDenoiser network) {
    this.manifest = manifest;
    this.plan = plan;
    this.example = example;
    this.levels = levels;
    this.backend = backend;
    this.network = network;
  }

  /** Opens the newest checkpoint of a run, on the backend it was trained with. */
  static OpenModel of(ModelOptions options) throws IOException {
    Run run = Application.runs().open(options.run);
    Checkpoint checkpoint = checkpoint(run, options.step);
    CheckpointManifest manifest = checkpoint.manifest();
    TrainingPlan plan = new TrainingPlan(settings(manifest, options));
    BackendProvider provider = Application.backends().named(plan.backend());
    Shape example = manifest.data().shape();
    Backend backend = provider.open(plan.opening());
    try {
      TrainableDenoiser network =
          backend.denoiser(
              plan.network(example), plan.optimizer(), RandomKey.root(0).child("unused"));
      for (WeightPart part : List.of(WeightPart.MODEL, WeightPart.AVERAGED)) {
        network.readFrom(part, checkpoint.part(part));
      }
      return new OpenModel(manifest, plan, example, manifest.data().levels(), backend, network);
    } catch (RuntimeException e) {
      backend.close();
      throw e;
    }
  }

  /** What the newest checkpoint of a run says of itself; nothing is computed with it. */
  static CheckpointManifest newest(String location) throws IOException {
    return checkpoint(Application.runs().open(location), null).manifest();
  }

  private static Settings settings(CheckpointManifest manifest, ModelOptions options) {
    Settings stored = Settings.of(manifest.settings(), options.run + ": ");
    Map<String, String> here = options.settings();
    return stored.overriddenBy(Settings.of(here, "--"));
  }

  private static Checkpoint checkpoint(Run run, @Nullable Long step) throws IOException {
    CheckpointRepository checkpoints = run.checkpoints();
    List<Long> steps = checkpoints.steps();
    if (steps.isEmpty()) {
      throw new InvalidInput(run.location() + " holds no checkpoint; is it a run's folder?");
    }
    if (step == null) {
      return checkpoints.load(steps.get(steps.size() - 1));
    }
    if (!steps.contains(step)) {
      throw new InvalidInput(
          run.location() + " has no checkpoint at step " + step + "; there are: " + steps);
    }
    return checkpoints.load(step);
  }

  CheckpointManifest manifest() {
    return manifest;
  }

  TrainingPlan plan() {
    return plan;
  }

  Shape example() {
    return example;
  }

  /** The levels of the data it was trained on; 0 for continuous data. */
  int levels() {
    return levels;
  }

  Denoiser weights(WeightsChoice choice) {
    return choice == WeightsChoice.RAW ? network : network.averaged();
  }

  ReverseProcess reverse(boolean clip) {
    return new TrainedModel(plan, example, backend.compute()).reverse(clip);
  }

  /**
   * A data set for this model: the run's own, or another of the same shape and levels.
   *
   * @param location or null for the run's own
   */
  Dataset data(@Nullable String location, Split split) {
    String place = location == null ? plan.data() : location;
    Dataset data =
        location == null
            ? plan.data(Application.data(), split)
            : Application.data().open(location, split, plan.resize());
    Shape shape = data.descriptor().shape();
    if (!shape.equals(example)) {
      throw new InvalidInput(
          place + " has examples of shape " + shape + ", the model was trained on " + example);
    }
    int here = data.descriptor().levels();
    if (here != levels) {
      throw new InvalidInput(
          "%s has %s, the model was trained on %s"
              .formatted(place, inWords(here), inWords(levels)));
    }
    return data;
  }

  private static String inWords(int levels) {
    return levels == 0 ? "0 levels (continuous)" : levels + " levels";
  }

  @Override
  public void close() {
    network.close();
    backend.close();
  }
}
