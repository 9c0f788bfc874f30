package dev.kakusan.training;

import dev.kakusan.compute.NamedArray;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.CheckpointRepository;
import dev.kakusan.storage.WeightSnapshot;
import java.io.IOException;
import java.util.List;

/**
 * A moment of training, copied from what goes on changing: a checkpoint that is not stored yet.
 *
 * @param timesteps what the choice of timesteps has learned; none where it does not learn
 */
record Snapshot(CheckpointManifest manifest, WeightSnapshot weights, List<NamedArray> timesteps) {

  long step() {
    return manifest.step();
  }

  void into(CheckpointRepository repository) throws IOException {
    repository.save(manifest, weights, timesteps);
  }
}
