package dev.kakusan.storage;

import dev.kakusan.compute.NamedArray;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

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
   * The checkpoint at that step, every checksum verified.
   *
   * @throws dev.kakusan.InvalidInput where a file is missing, damaged, or of a newer format, naming
   *     it
   */
  Checkpoint load(long step) throws IOException;

  /** The manifest at that step alone, without reading arrays. */
  CheckpointManifest manifest(long step) throws IOException;

  /** The checkpoint with the most steps, if there is any. */
  default Optional<Checkpoint> newest() throws IOException {
    List<Long> steps = steps();
    return steps.isEmpty() ? Optional.empty() : Optional.of(load(steps.get(steps.size() - 1)));
  }
}
