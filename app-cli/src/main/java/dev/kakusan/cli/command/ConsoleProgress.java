package dev.kakusan.cli.command;

import dev.kakusan.cli.console.Console;
import dev.kakusan.cli.console.ProgressDisplay;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressEvent.Metrics;
import dev.kakusan.observe.ProgressObserver;
import org.jspecify.annotations.Nullable;

/** Shows progress events on standard error: a bar on a terminal, lines elsewhere. */
final class ConsoleProgress implements ProgressObserver, AutoCloseable {

  private static volatile @Nullable ConsoleProgress latest;

  private final Console console = Console.standard();
  private final String task;
  private @Nullable ProgressDisplay display;
  private volatile boolean reached = true;
  private String store = "";
  private long done;
  private String figures = "";

  ConsoleProgress(String task) {
    this.task = task;
    latest = this;
  }

  /**
   * A line for the person watching from a store that makes one wait; while the progress tells that
   * it is out of reach, that is enough.
   */
  static void tell(String line) {
    ConsoleProgress now = latest;
    if (now == null) {
      Console.standard().note(line);
    } else if (now.reached) {
      now.on(new ProgressEvent.Note(line));
    }
  }

  @Override
  public synchronized void on(ProgressEvent event) {
    if (event instanceof ProgressEvent.Note note) {
      note(note.text());
    } else if (event instanceof ProgressEvent.CheckpointSaved saved) {
      note("checkpoint at step " + saved.step());
    } else if (event instanceof ProgressEvent.Training training) {
      // The total is the plan's where it counts steps, and what is to be expected where it does
      // not.
      Metrics m = training.metrics();
      long total = Math.max(m.step(), Math.round(m.step() / training.fraction()));
      ProgressDisplay open = display(m.step(), total, "steps");
      open.total(total);
      done = m.step();
      figures = String.format("loss %.4f, %.0f examples/s", m.loss(), m.imagesPerSecond());
      open.step(done, figures + store);
    } else if (event instanceof ProgressEvent.Store state) {
      reached = state.reached();
      store = state.state().isEmpty() ? "" : ", " + state.state();
      if (display != null) {
        display.step(done, figures + store); // training may be waiting, and say nothing itself
      }
    } else if (event instanceof ProgressEvent.Sampling sampling) {
      display(0, sampling.total(), "calls").step(sampling.done(), "");
    } else if (event instanceof ProgressEvent.Evaluating evaluating) {
      display(0, evaluating.total(), "terms").step(evaluating.done(), "");
    } else if (event instanceof ProgressEvent.Verifying verifying) {
      display(0, verifying.total(), "claims").step(verifying.done(), verifying.claim());
    }
  }

  private void note(String text) {
    if (display == null) {
      console.note(text);
    } else {
      display.note(text);
    }
  }

  private ProgressDisplay display(long done, long total, String unit) {
    ProgressDisplay open = display;
    if (open == null) {
      open = console.start(task, done, total, unit);
      display = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (display != null) {
      display.close();
      display = null;
    }
  }
}
