package dev.kakusan.cli.command;

import dev.kakusan.cli.console.ProgressDisplay;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import org.jspecify.annotations.Nullable;

/** Shows progress events on standard error: a bar on a terminal, lines elsewhere. */
final class ConsoleProgress implements ProgressObserver, AutoCloseable {

  private static final long WHOLE = 1000;

  private final String task;
  private final boolean quiet;
  private @Nullable ProgressDisplay display;

  ConsoleProgress(String task, boolean quiet) {
    this.task = task;
    this.quiet = quiet;
  }

  @Override
  public void on(ProgressEvent event) {
    if (quiet) {
      return;
    }
    if (event instanceof ProgressEvent.Note note) {
      display(WHOLE, "").note(note.text());
    } else if (event instanceof ProgressEvent.CheckpointSaved saved) {
      display(WHOLE, "").note("checkpoint at step " + saved.step());
    } else if (event instanceof ProgressEvent.Training training) {
      ProgressEvent.Metrics m = training.metrics();
      String text =
          String.format(
              "step %d  loss %.4f  %.0f examples/s", m.step(), m.loss(), m.imagesPerSecond());
      display(WHOLE, "‰").step(Math.min(WHOLE, (long) (WHOLE * training.fraction())), text);
    } else if (event instanceof ProgressEvent.Sampling sampling) {
      display(sampling.total(), "calls").step(sampling.done(), "");
    } else if (event instanceof ProgressEvent.Evaluating evaluating) {
      display(evaluating.total(), "terms").step(evaluating.done(), "");
    }
  }

  private ProgressDisplay display(long total, String unit) {
    ProgressDisplay open = display;
    if (open == null) {
      open = ProgressDisplay.start(task, total, unit);
      display = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (display != null) {
      display.close();
      display = null;
    }
  }
}
