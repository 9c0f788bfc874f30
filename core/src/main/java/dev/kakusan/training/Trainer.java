package dev.kakusan.training;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.StepReport;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.data.BatchReader;
import dev.kakusan.objective.DrawnTimes;
import dev.kakusan.objective.Objective;
import dev.kakusan.objective.Timesteps;
import dev.kakusan.observe.Phase;
import dev.kakusan.random.RandomKey;
import java.io.IOException;

/** The training loop. */
final class Trainer {

  private final TrainingPlan plan;
  private final Length length;
  private final Compute compute;
  private final TrainableDenoiser network;
  private final Objective objective;
  private final Timesteps timesteps;
  private final BatchReader batches;
  private final RandomKey key;
  private final Journal journal;

  Trainer(
      TrainingPlan plan,
      Length length,
      Compute compute,
      TrainableDenoiser network,
      Objective objective,
      Timesteps timesteps,
      BatchReader batches,
      RandomKey key,
      Journal journal) {
    this.plan = plan;
    this.length = length;
    this.compute = compute;
    this.network = network;
    this.objective = objective;
    this.timesteps = timesteps;
    this.batches = batches;
    this.key = key;
    this.journal = journal;
  }

  /**
   * Trains on from a step until the plan's end, {@code stopAt}, or the signal.
   *
   * @param stored whether that step's checkpoint is where it belongs
   */
  TrainingSummary train(
      long first, double secondsBefore, boolean stored, long stopAt, StopSignal stop)
      throws IOException {
    long step = first;
    Stopwatch watch = new Stopwatch(secondsBefore);
    journal.begin(first, watch.seconds(), stored);
    double fraction = length.fraction(step, watch.seconds());
    while (fraction < 1 && step < stopAt && !stop.requested()) {
      step++;
      double rate = plan.rate().at(step, fraction);
      StepReport report = step(step, rate);
      fraction = length.fraction(step, watch.seconds());
      journal.did(step, rate, report, fraction, watch.seconds());
    }
    journal.end(step, watch.seconds());
    return new TrainingSummary(first, step, watch.seconds(), fraction >= 1);
  }

  private StepReport step(long step, double rate) {
    try (Phase whole = Phase.begin(Phase.STEP)) {
      RandomKey at = key.child(step);
      Batch batch = batch(step, at);
      StepReport report =
          network.update(
              new StepSettings(step, rate, plan.averaging().at(step)),
              learner -> losses(learner, batch, at));
      return timesteps.learns() ? learned(batch.times, report) : report;
    }
  }

  /** Examples in the model's units, and a time for each. */
  private record Batch(double[] examples, DrawnTimes times) {}

  private Batch batch(long step, RandomKey at) {
    try (Phase data = Phase.begin(Phase.DATA)) {
      return new Batch(batches.batch(step), timesteps.draw(at.child("t"), plan.batchSize()));
    }
  }

  private Tensor losses(Denoiser learner, Batch batch, RandomKey at) {
    try (Phase loss = Phase.begin(Phase.LOSS)) {
      Tensor x0 = compute.tensor(batch.examples, batches.shape());
      Tensor losses = objective.losses(learner, x0, batch.times.t(), at);
      return batch.times.weighed(losses, compute);
    }
  }

  /** Lets the choice of timesteps learn from a step, whose figures are then read already. */
  private StepReport learned(DrawnTimes times, StepReport report) {
    StepReport.Figures figures = report.read();
    timesteps.learn(times, figures.losses());
    return () -> figures;
  }
}
