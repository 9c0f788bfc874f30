package dev.kakusan.training;

import dev.kakusan.storage.Checkpoint;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.CheckpointRepository;
import dev.kakusan.storage.Claim;
import dev.kakusan.storage.Run;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Where a session of training begins.
 *
 * @param checkpoint the newest whole one; none for a run that has none
 * @param stored whether it is in the run's own place, and not only in its refuge
 */
record Beginning(Optional<Checkpoint> checkpoint, boolean stored) {

  static Beginning of(Run run, Claim claim, Consumer<String> notes) throws IOException {
    CheckpointRepository checkpoints = run.checkpoints();
    AtomicBoolean damaged = new AtomicBoolean();
    Optional<Checkpoint> stored =
        checkpoints.newestWhole(
            e -> {
              damaged.set(true);
              notes.accept(e.getMessage() + "; going on from the checkpoint before it");
            });
    if (damaged.get() || claim.contested()) {
      checkpoints.supersede();
    }
    Optional<CheckpointRepository> refuge = run.refuge();
    if (refuge.isPresent()) {
      Optional<Checkpoint> kept = refuge.get().newestWhole(e -> notes.accept(e.getMessage()));
      if (kept.isPresent() && step(kept) > step(stored)) {
        notes.accept(
            "storing the checkpoint of step "
                + step(kept)
                + ", which was kept on this machine while the store could not be reached");
        return new Beginning(kept, false);
      }
      refuge.get().retain(step -> false);
    }
    return new Beginning(stored, true);
  }

  Optional<CheckpointManifest> manifest() {
    return checkpoint.map(Checkpoint::manifest);
  }

  private static long step(Optional<Checkpoint> checkpoint) {
    return checkpoint.map(c -> c.manifest().step()).orElse(0L);
  }
}
