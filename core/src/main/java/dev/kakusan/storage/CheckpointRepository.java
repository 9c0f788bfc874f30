package dev.kakusan.storage;

import dev.kakusan.compute.NamedArray;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * The checkpoints of one run. A checkpoint exists once its manifest does, which is written last;
 * what a crash left without one is ignored.
 */
public interface CheckpointRepository {

  /**
   * Stores a checkpoint; on failure the ones before it are whole.
   *
   * @param timesteps what the choice of timesteps has learned; none where it does not learn
   */
  void save(CheckpointManifest manifest, WeightSnapshot weights, List<NamedArray> timesteps)
      throws IOException;

  /** The steps at which checkpoints stand, rising. */
  List<Long> steps() throws IOException;

  /**
   * Begins history anew: what is saved from now on stands for all that was saved before at its step
   * or a later one, also for what another process may yet save that does not know of this.
   */
  void supersede() throws IOException;

  /** Removes every checkpoint whose step is not kept, and what is superseded. */
  void retain(LongPredicate kept) throws IOException;

  /** Removes what crashes have left of checkpoints that were never finished. */
  void sweep() throws IOException;

  /**
   * The checkpoint at that step, every checksum verified.
   *
   * @throws DamagedCheckpoint where a file is missing or damaged, naming it
   * @throws dev.kakusan.InvalidInput where its format is newer than what is known here
   */
  Checkpoint load(long step) throws IOException;

  /** The manifest at that step alone, without reading arrays. */
  CheckpointManifest manifest(long step) throws IOException;

  /** The checkpoint with the most steps, if there is any. */
  default Optional<Checkpoint> newest() throws IOException {
    List<Long> steps = steps();
    return steps.isEmpty() ? Optional.empty() : Optional.of(load(steps.get(steps.size() - 1)));
  }

  /**
   * The checkpoint with the most steps of those that are whole, if there is any at all.
   *
   * @param passedOver is told of each damaged one that is newer
   * @throws DamagedCheckpoint where every one is damaged
   */
  default Optional<Checkpoint> newestWhole(Consumer<DamagedCheckpoint> passedOver)
      throws IOException {
    List<Long> steps = steps();
    DamagedCheckpoint newest = null;
    for (int i = steps.size() - 1; i >= 0; i--) {
      try {
        Checkpoint whole = load(steps.get(i));
        return Optional.of(whole);
      } catch (DamagedCheckpoint damaged) {
        newest = newest == null ? damaged : newest;
        if (i > 0) {
          passedOver.accept(damaged);
        }
      }
    }
    if (newest != null) {
      throw newest;
    }
    return Optional.empty();
  }
}
