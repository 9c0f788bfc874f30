package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.data.BatchReader;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.objective.Decoder;
import dev.kakusan.objective.Objective;
import dev.kakusan.objective.Timesteps;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.random.RandomKey;
import dev.kakusan.sampling.SampleModel;
import dev.kakusan.sampling.SampleRequest;
import dev.kakusan.sampling.SamplerKind;
import dev.kakusan.storage.Checkpoint;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.Run;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Use case: trains a run from its newest checkpoint, or from the beginning, to its plan's end.
 * Stopping anywhere and going on later gives the same weights, bit for bit, as never stopping:
 * every draw is a function of the seed and the step.
 */
public final class TrainModel {

  private static final int PREVIEW_SAMPLES = 64;
  private static final int PREVIEW_STEPS = 25;

  private final Backend backend;
  private final Map<String, String> versions;
  private final ProgressObserver observer;

  /**
   * @param versions of what computes, for the manifests
   */
  public TrainModel(Backend backend, Map<String, String> versions, ProgressObserver observer) {
    this.backend = backend;
    this.versions = versions;
    this.observer = observer;
  }

  /**
   * Trains.
   *
   * @param plan what to do; its network must suit the data
   * @param data the training split
   * @param run where everything is kept
   * @param stopAt a step after which to stop as the signal would; {@link Long#MAX_VALUE} for none
   * @throws InvalidInput where the run was begun with another plan or other data, or its place
   *     cannot be written
   * @throws DivergedException where a loss is not finite
   */
  public TrainingSummary run(TrainingPlan plan, Dataset data, Run run, long stopAt, StopSignal stop)
      throws IOException {
    RandomKey root = RandomKey.root(plan.seed());
    DatasetDescriptor descriptor = data.descriptor();
    Optional<Map<String, String>> stored = run.plan();
    if (stored.isPresent()) {
      plan.requireContinues(Settings.of(stored.get(), run.location() + ": "), run.location());
    }
    try (TrainableDenoiser network =
        backend.denoiser(
            plan.network(descriptor.shape()), plan.optimizer(), root.child("weights"))) {
      Timesteps timesteps = plan.timestepSampling().on(plan.schedule().steps());
      Optional<Checkpoint> newest = run.checkpoints().newest();
      if (newest.isPresent()) {
        restore(newest.get(), plan, network, timesteps, descriptor, run);
      }
      begin(plan, run);
      long first = newest.map(c -> c.manifest().step()).orElse(0L);
      observer.on(new ProgressEvent.Note(opening(plan, data, run)));
      if (first > 0) {
        observer.on(new ProgressEvent.Note("resuming after step " + first));
      }
      Journal journal =
          new Journal(
              plan,
              run,
              network,
              timesteps,
              descriptor,
              versions,
              () -> preview(plan, descriptor.shape(), network, root.child("preview")),
              observer);
      BatchReader batches = new BatchReader(data, plan.batchSize(), root.child("order"));
      Trainer trainer =
          new Trainer(
              plan,
              plan.length(data.size()),
              backend.compute(),
              network,
              objective(plan, descriptor.levels()),
              timesteps,
              batches,
              root.child("train"),
              journal);
      double seconds = newest.map(c -> c.manifest().seconds()).orElse(0.0);
      return trainer.train(first, seconds, stopAt, stop);
    }
  }

  private static void restore(
      Checkpoint checkpoint,
      TrainingPlan plan,
      TrainableDenoiser network,
      Timesteps timesteps,
      DatasetDescriptor data,
      Run run) {
    CheckpointManifest manifest = checkpoint.manifest();
    plan.requireContinues(
        Settings.of(manifest.settings(), run.location() + ": "),
        run.location() + " at step " + manifest.step());
    if (!manifest.data().sha256().equals(data.sha256())) {
      throw new InvalidInput(
          String.format(
              "%s was trained on other data: SHA-256 %.12s…, %s has %.12s…",
              run.location(), manifest.data().sha256(), data.location(), data.sha256()));
    }
    for (WeightPart part : WeightPart.values()) {
      network.readFrom(part, checkpoint.part(part));
    }
    if (timesteps.learns()) {
      timesteps.restore(
          checkpoint
              .timesteps()
              .orElseThrow(
                  () ->
                      new InvalidInput(
                          String.format(
                              "%s at step %d holds no losses for timestep-sampling %s",
                              run.location(), manifest.step(), plan.timestepSampling()))));
    }
  }

  /** The first write: where it fails, the run's place is one that cannot be used. */
  private static void begin(TrainingPlan plan, Run run) {
    try {
      run.savePlan(plan.settings().toMap());
    } catch (IOException e) {
      throw new InvalidInput(run.location() + " is no place for a run: " + e.getMessage(), e);
    }
  }

  private static String opening(TrainingPlan plan, Dataset data, Run run) {
    DatasetDescriptor d = data.descriptor();
    DenoiserSpec network = plan.network(d.shape());
    return String.format(
        "%s: %,d examples %s, a %s of %,d weights, into %s",
        d.location(), data.size(), d.shape(), network.kind(), network.size(), run.location());
  }

  private Objective objective(TrainingPlan plan, int levels) {
    ForwardProcess forward = new ForwardProcess(plan.schedule(), backend.compute());
    return plan.objective().on(forward, Decoder.forLevels(levels));
  }

  private double[] preview(
      TrainingPlan plan, Shape example, TrainableDenoiser network, RandomKey key) {
    TrainedModel model = new TrainedModel(plan, example, backend.compute());
    SampleRequest request =
        new SampleRequest(
            PREVIEW_SAMPLES,
            SamplerKind.DDIM,
            Math.min(PREVIEW_STEPS, plan.schedule().steps()),
            0,
            example.rank() == 3,
            PREVIEW_SAMPLES,
            key);
    return new SampleModel(model.reverse(false), example, ProgressObserver.SILENT)
        .run(network.averaged(), request, SampleModel.Trace.NONE);
  }
}
