package dev.kakusan.training;

import dev.kakusan.compute.StepReport;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.objective.Timesteps;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressEvent.Metrics;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.StoreException;
import dev.kakusan.storage.WeightSnapshot;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a run leaves behind while it trains: metrics, previews, checkpoints. It reads the steps'
 * reports only when something is due, and nothing is saved before every loss up to it was seen to
 * be finite.
 */
final class Journal {

  private record Pending(long step, double rate, StepReport report) {}

  private final TrainingPlan plan;
  private final Outbox outbox;
  private final TrainableDenoiser network;
  private final Timesteps timesteps;
  private final DatasetDescriptor data;
  private final Map<String, String> versions;
  private final Supplier<double[]> preview;
  private final ProgressObserver observer;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private long checkpoint;
  private double measuredAt;
  private double sessionStart;
  private double sessionStartFraction = -1;

  Journal(
      TrainingPlan plan,
      Outbox outbox,
      TrainableDenoiser network,
      Timesteps timesteps,
      DatasetDescriptor data,
      Map<String, String> versions,
      Supplier<double[]> preview,
      ProgressObserver observer) {
    this.plan = plan;
    this.outbox = outbox;
    this.network = network;
    this.timesteps = timesteps;
    this.data = data;
    this.versions = versions;
    this.preview = preview;
    this.observer = observer;
  }

  /**
   * Begins after a step.
   *
   * @param stored whether that step's checkpoint is where it belongs
   */
  void begin(long step, double seconds, boolean stored) throws IOException {
    checkpoint = step;
    measuredAt = seconds;
    if (!stored) {
      save(step, seconds);
    }
  }

  void did(long step, double rate, StepReport report, double fraction, double seconds)
      throws IOException {
    if (sessionStartFraction < 0) {
      sessionStartFraction = fraction;
      sessionStart = seconds;
    }
    pending.add(new Pending(step, rate, report));
    try {
      doWhatIsDue(step, fraction, seconds);
    } catch (StoreException e) {
      throw farewell(e, step, seconds);
    }
  }

  private void doWhatIsDue(long step, double fraction, double seconds) throws IOException {
    Cadence cadence = plan.cadence();
    if (cadence.logDue(step) || cadence.checkpointDue(step) || cadence.previewDue(step)) {
      measure(fraction, seconds);
    }
    if (cadence.checkpointDue(step)) {
      save(step, seconds);
    }
    if (cadence.previewDue(step)) {
      String name = String.format("step-%08d.png", step);
      observer.on(new ProgressEvent.Preview(step, preview.get(), png -> outbox.preview(name, png)));
    }
  }

  void end(long step, double seconds) throws IOException {
    try {
      if (!pending.isEmpty()) {
        measure(1, seconds);
      }
      if (checkpoint != step) {
        save(step, seconds);
      }
      outbox.flushMetrics();
      outbox.finish();
    } catch (StoreException e) {
      throw farewell(e, step, seconds);
    }
  }

  private StoreException farewell(StoreException e, long step, double seconds) {
    return outbox.farewell(e, snapshot(step, seconds));
  }

  private void measure(double fraction, double seconds) throws IOException {
    int steps = pending.size();
    double sum = 0;
    Metrics metrics = null;
    double elapsed = Math.max(1e-9, seconds - measuredAt);
    while (!pending.isEmpty()) {
      Pending one = pending.remove();
      StepReport.Figures figures = one.report().read();
      if (!Double.isFinite(figures.loss()) || !Double.isFinite(figures.gradientNorm())) {
        outbox.flushMetrics();
        throw new DivergedException(
            one.step(), figures.loss(), figures.gradientNorm(), one.rate(), checkpoint);
      }
      sum += figures.loss();
      metrics =
          new Metrics(
              one.step(),
              sum / steps,
              figures.gradientNorm(),
              one.rate(),
              steps * plan.batchSize() / elapsed);
    }
    if (metrics != null) {
      measuredAt = seconds;
      outbox.metrics(metrics);
      double done = Math.max(1e-12, fraction - sessionStartFraction);
      double left = (1 - fraction) * (seconds - sessionStart) / done;
      observer.on(new ProgressEvent.Training(metrics.step(), fraction, left, metrics));
    }
  }

  private void save(long step, double seconds) throws IOException {
    outbox.flushMetrics(); // before, so that no line up to a checkpoint is ever missing
    outbox.checkpoint(snapshot(step, seconds));
    checkpoint = step;
  }

  private Snapshot snapshot(long step, double seconds) {
    return new Snapshot(
        new CheckpointManifest(step, seconds, plan.settings().toMap(), data, versions),
        WeightSnapshot.of(network),
        timesteps.state());
  }
}
