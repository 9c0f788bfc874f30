package dev.kakusan.study;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.data.BatchReader;
import dev.kakusan.data.Dataset;
import dev.kakusan.objective.Decoder;
import dev.kakusan.objective.EvaluateBound;
import dev.kakusan.objective.Ledger;
import dev.kakusan.objective.Objective;
import dev.kakusan.objective.ObjectivePlan;
import dev.kakusan.objective.TermSelection;
import dev.kakusan.objective.TimestepSampler;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.random.RandomKey;
import dev.kakusan.sampling.SampleModel;
import dev.kakusan.sampling.SampleRequest;
import dev.kakusan.sampling.SamplerKind;
import dev.kakusan.storage.Checkpoint;
import dev.kakusan.training.TrainedModel;
import dev.kakusan.training.TrainingPlan;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Measures the trained network of one run. */
final class MeasureRun implements AutoCloseable {

  /** So many times of each example's sum over t, or all where T is less. */
  private static final int STRATA = 100;

  private static final int BATCH = 256;

  private final Study study;
  private final StudyRun run;
  private final Backend backend;
  private final Dataset train;
  private final Dataset test;
  private final TrainableDenoiser network;

  MeasureRun(
      Study study,
      StudyRun run,
      Checkpoint checkpoint,
      Backend backend,
      Dataset train,
      Dataset test) {
    this.study = study;
    this.run = run;
    this.backend = backend;
    this.train = train;
    this.test = test;
    Shape example = train.descriptor().shape();
    this.network =
        backend.denoiser(
            run.plan().network(example), run.plan().optimizer(), RandomKey.root(0).child("unused"));
    for (WeightPart part : List.of(WeightPart.MODEL, WeightPart.AVERAGED)) {
      network.readFrom(part, checkpoint.part(part));
    }
  }

  /** A gradient's moments, and the losses that it came from. */
  private record Repeated(GradientMoments gradients, SummaryStatistics losses) {}

  Figures figures(double secondsPerStep) {
    Repeated own = repeated(StudyObjectives.bound(run.plan().objective()));
    Optional<ObjectivePlan> twin = StudyObjectives.twin(run.plan().objective());
    Ledger ledger = ledger();
    return new Figures(
        secondsPerStep,
        own.losses().getVariance(),
        own.gradients().variance(),
        own.gradients().squaredMean(),
        twin.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(repeated(twin.get()).gradients().variance()),
        ledger.total(),
        ledger.perTimestep().stream()
            .map(term -> new Figures.Term(term.t(), term.term().mean()))
            .toList());
  }

  /**
   * The loss of an objective and its gradient on the final weights, over draws of batch, times
   * (uniform and independent) and noise that are the same for every run of a seed.
   */
  private Repeated repeated(ObjectivePlan measured) {
    TrainingPlan plan = run.plan();
    Compute compute = backend.compute();
    ForwardProcess forward = new ForwardProcess(plan.schedule(), compute);
    Objective objective = measured.on(forward, Decoder.forLevels(train.descriptor().levels()));
    RandomKey key = RandomKey.root(run.seed()).child("study");
    BatchReader batches = new BatchReader(train, plan.batchSize(), key.child("order"));
    Repeated repeated = new Repeated(new GradientMoments(), new SummaryStatistics());
    for (int draw = 1; draw <= study.draws(); draw++) {
      RandomKey at = key.child("draw").child(draw);
      double[] examples = batches.batch(draw);
      int steps = plan.schedule().steps();
      int[] t = TimestepSampler.UNIFORM.draw(at.child("t"), plan.batchSize(), steps);
      repeated
          .gradients()
          .add(
              network.gradients(
                  learner -> {
                    Tensor x0 = compute.tensor(examples, batches.shape());
                    Tensor losses = objective.losses(learner, x0, t, at);
                    repeated.losses().addValue(losses.detach().mean().toDoubles()[0]);
                    return losses;
                  }));
    }
    return repeated;
  }

  /** As {@code evaluate --limit N --timesteps 100} prints it. */
  private Ledger ledger() {
    TrainedModel model = model();
    EvaluateBound.Request request =
        new EvaluateBound.Request(
            study.examples(),
            TermSelection.sampled(run.plan().schedule(), STRATA),
            1,
            BATCH,
            RandomKey.root(0).child("evaluate"));
    Decoder decoder = Decoder.forLevels(test.descriptor().levels());
    return new EvaluateBound(model.reverse(false), decoder, ProgressObserver.SILENT)
        .run(network.averaged(), test, request);
  }

  /** Draws from the model itself, as {@code sample --sampler ancestral --count N} makes them. */
  double[] samples(int count, boolean clip) {
    SampleRequest request =
        new SampleRequest(
            count,
            SamplerKind.ANCESTRAL,
            run.plan().schedule().steps(),
            0,
            clip,
            count,
            RandomKey.root(0).child("sample"));
    TrainedModel model = model();
    return new SampleModel(model.reverse(false), model.example(), ProgressObserver.SILENT)
        .run(network.averaged(), request, SampleModel.Trace.NONE);
  }

  private TrainedModel model() {
    return new TrainedModel(run.plan(), train.descriptor().shape(), backend.compute());
  }

  @Override
  public void close() {
    network.close();
  }
}
