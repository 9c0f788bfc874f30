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
import dev.kakusan.storage.Claim;
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

  private static final int PREVIEW_SAMPLES = 36;
  private static final int PREVIEW_STEPS = 20;

  private final Backend backend;
  private final Map<String, String> versions;
  private final ProgressObserver observer;
  private final StoreTerms terms;

  /** As below, with the usual terms. */
  public TrainModel(Backend backend, Map<String, String> versions, ProgressObserver observer) {
    this(backend, versions, observer, StoreTerms.USUAL);
  }

  /**
   * @param versions of what computes, for the manifests
   * @param terms with the store that a run lies in
   */
  public TrainModel(
      Backend backend, Map<String, String> versions, ProgressObserver observer, StoreTerms terms) {
    this.backend = backend;
    this.versions = versions;
    this.observer = observer;
    this.terms = terms;
  }

  /**
   * Trains.
   *
   * @param plan what to do; its network must suit the data
   * @param data the training split
   * @param run where everything is kept
   * @param stopAt a step after which to stop as the signal would; {@link Long#MAX_VALUE} for none
   * @throws InvalidInput where the run was begun with another plan or other data, is being trained
   *     by another process, has only damaged checkpoints, or its place cannot be written
   * @throws DivergedException where a loss is not finite
   */
  public TrainingSummary run(TrainingPlan plan, Dataset data, Run run, long stopAt, StopSignal stop)
      throws IOException {
    DatasetDescriptor descriptor = data.descriptor();
    requireContinues(plan, run);
    DenoiserSpec network = plan.network(descriptor.shape());
    RandomKey root = RandomKey.root(plan.seed());
    try (TrainableDenoiser denoiser =
            backend.denoiser(network, plan.optimizer(), root.child("weights"));
        Claim claim = claim(run);
        Outbox outbox = new Outbox(run, plan.retention(), terms.patience(), stop, observer)) {
      Timesteps timesteps = plan.timestepSampling().on(plan.schedule().steps());
      Beginning beginning = Beginning.of(run, claim, this::note);
      Optional<CheckpointManifest> from = beginning.manifest();
      if (beginning.checkpoint().isPresent()) {
        restore(beginning.checkpoint().get(), plan, denoiser, timesteps, descriptor, run);
      }
      long first = from.map(CheckpointManifest::step).orElse(0L);
      begin(plan, run, first);
      outbox.sweep();
      note(opening(plan, data, run));
      if (first > 0) {
        note("resuming after step " + first);
      }
      Journal journal =
          new Journal(
              plan,
              outbox,
              denoiser,
              timesteps,
              descriptor,
              versions,
              () -> preview(plan, descriptor.shape(), denoiser, root.child("preview")),
              observer);
      BatchReader batches = new BatchReader(data, plan.batchSize(), root.child("order"));
      Trainer trainer =
          new Trainer(
              plan,
              plan.length(data.size()),
              backend.compute(),
              denoiser,
              objective(plan, descriptor.levels()),
              timesteps,
              batches,
              root.child("train"),
              journal);
      double seconds = from.map(CheckpointManifest::seconds).orElse(0.0);
      return trainer.train(first, seconds, beginning.stored(), stopAt, stop);
    }
  }

  private void note(String text) {
    observer.on(new ProgressEvent.Note(text));
  }

  private static void requireContinues(TrainingPlan plan, Run run) throws IOException {
    Optional<Map<String, String>> stored = run.plan();
    if (stored.isPresent()) {
      plan.requireContinues(Settings.of(stored.get(), run.location() + ": "), run.location());
    }
  }

  /** The first write: where it fails, the run's place is one that cannot be used. */
  private Claim claim(Run run) {
    try {
      return run.claim(terms.lapse(), this::note);
    } catch (IOException e) {
      throw new InvalidInput(run.location() + " is no place for a run: " + e.getMessage(), e);
    }
  }

  private static void begin(TrainingPlan plan, Run run, long first) throws IOException {
    run.savePlan(plan.settings().toMap());
    run.rewindMetrics(first);
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
