package dev.kakusan.study;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.data.Dataset;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressEvent.Metrics;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.storage.Checkpoint;
import dev.kakusan.storage.Run;
import dev.kakusan.training.StopSignal;
import dev.kakusan.training.TrainModel;
import dev.kakusan.training.TrainingSummary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Use case: trains and measures every run of a study, or those that are left of it. A run is
 * trained by {@link TrainModel} and nothing else, so what was stopped goes on bit for bit, and its
 * figures are the last that is written of it.
 */
public final class RunStudy {

  private final Backend backend;
  private final Map<String, String> versions;
  private final ProgressObserver observer;

  /**
   * @param versions of what computes, for the manifests
   */
  public RunStudy(Backend backend, Map<String, String> versions, ProgressObserver observer) {
    this.backend = backend;
    this.versions = versions;
    this.observer = observer;
  }

  /** How samples become something to look at; {@link #samples} is called once for each variant. */
  public interface Gallery {

    /** How many samples to draw; 0 where their shape has no picture. */
    int count();

    /** Whether each predicted x_0 is moved into [−1, 1]. */
    boolean clip();

    /** Takes samples in the model's units, row-major, of the first seed's run. */
    void samples(StudyRun run, double[] values) throws IOException;
  }

  /**
   * Trains and measures.
   *
   * @param train the split to learn from, whose shape suits the plan's network
   * @param test the split that bounds are measured on
   * @return the runs that were measured, in the study's order; fewer than it has where the signal
   *     stopped it
   * @throws InvalidInput where the place holds another study or anything else, or cannot be written
   */
  public List<MeasuredRun> run(
      Study study, Dataset train, Dataset test, StudyStore store, Gallery gallery, StopSignal stop)
      throws IOException {
    List<StudyRun> runs = study.runs(); // refuses what makes no sense before anything is written
    for (StudyRun run : runs) {
      run.plan().network(train.descriptor().shape());
      run.plan().length(train.size());
    }
    begin(study, store);
    List<MeasuredRun> measured = new ArrayList<>();
    for (int i = 0; i < runs.size() && !stop.requested(); i++) {
      StudyRun run = runs.get(i);
      Optional<Map<String, String>> kept = store.figures(run.name());
      if (kept.isEmpty()) {
        Share share = new Share(i, runs.size(), observer);
        TrainingSummary summary =
            new TrainModel(backend, versions, share)
                .run(run.plan(), train, store.run(run.name()), Long.MAX_VALUE, stop);
        if (!summary.finished()) {
          return measured;
        }
        kept = Optional.of(measure(study, run, summary, train, test, store, gallery));
      }
      String place = store.location() + "/" + run.name();
      measured.add(new MeasuredRun(run, Figures.of(kept.get(), place)));
    }
    return measured;
  }

  private static void begin(Study study, StudyStore store) throws IOException {
    Optional<Map<String, String>> stored = store.description();
    if (stored.isPresent()) {
      study.requireContinues(stored.get(), store.location());
      return;
    }
    if (!store.isEmpty()) {
      throw new InvalidInput(
          store.location() + " holds something that is no study; give another --out");
    }
    try {
      store.describe(study.toMap());
    } catch (IOException e) {
      throw new InvalidInput(store.location() + " is no place for a study: " + e.getMessage(), e);
    }
  }

  private Map<String, String> measure(
      Study study,
      StudyRun run,
      TrainingSummary summary,
      Dataset train,
      Dataset test,
      StudyStore store,
      Gallery gallery)
      throws IOException {
    Run stored = store.run(run.name());
    Checkpoint checkpoint =
        stored
            .checkpoints()
            .newest()
            .orElseThrow(() -> new InvalidInput(stored.location() + " holds no checkpoint"));
    try (MeasureRun measure = new MeasureRun(study, run, checkpoint, backend, train, test)) {
      if (run.seed() == study.base().seed() && gallery.count() > 0) {
        gallery.samples(run, measure.samples(gallery.count(), gallery.clip()));
      }
      Map<String, String> figures = measure.figures(summary.seconds() / summary.step()).toMap();
      store.keepFigures(run.name(), figures);
      return figures;
    }
  }

  /** One run's progress as a share of the study's. */
  private record Share(int index, int runs, ProgressObserver observer) implements ProgressObserver {

    @Override
    public void on(ProgressEvent event) {
      if (event instanceof ProgressEvent.Training training) {
        double fraction = (index + training.fraction()) / runs;
        long perRun = Math.round(training.step() / training.fraction());
        long step = index * perRun + training.step();
        Metrics m = training.metrics();
        observer.on(
            new ProgressEvent.Training(
                step,
                fraction,
                training.secondsLeft(),
                new Metrics(
                    step, m.loss(), m.gradientNorm(), m.learningRate(), m.imagesPerSecond())));
      } else if (event instanceof ProgressEvent.Note note) {
        observer.on(new ProgressEvent.Note((index + 1) + " of " + runs + ": " + note.text()));
      }
    }
  }
}
