package dev.kakusan.training;

import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.storage.CheckpointRepository;
import dev.kakusan.storage.Run;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest checkpoint on this machine, while the store that it belongs to cannot be reached. A
 * run that is nearby itself has none, and nothing is done.
 */
final class Refuge {

  private final Optional<CheckpointRepository> place;
  private final ProgressObserver observer;

  /** The step of the checkpoint that is there; 0 for none. */
  private long kept;

  Refuge(Run run, ProgressObserver observer) {
    this.place = run.refuge();
    this.observer = observer;
  }

  /** Takes a checkpoint in the place of an older one; where that fails, memory is what is left. */
  synchronized void keep(@Nullable Snapshot snapshot) {
    if (place.isEmpty() || snapshot == null || snapshot.step() <= kept) {
      return;
    }
    try {
      snapshot.into(place.get());
      place.get().retain(step -> step == snapshot.step());
      kept = snapshot.step();
    } catch (IOException e) {
      observer.on(
          new ProgressEvent.Note(
              "step " + snapshot.step() + " is in memory only: " + e.getMessage()));
    }
  }

  /** Lets go of what the store has as well. */
  synchronized void leave(long stored) throws IOException {
    if (place.isPresent()) {
      place.get().retain(step -> step > stored);
      place.get().sweep();
      kept = kept > stored ? kept : 0;
    }
  }

  /** What to tell the user when training ends; empty where nothing is kept. */
  synchronized String inWords() {
    return kept == 0
        ? ""
        : "; the checkpoint of step "
            + kept
            + " is kept on this machine, and the same command goes on from it";
  }
}
