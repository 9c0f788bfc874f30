package dev.kakusan.storage;

import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.WeightSource;
import java.util.Optional;

/** A stored checkpoint whose checksums have been verified. */
public interface Checkpoint {

  CheckpointManifest manifest();

  /** The arrays of a part. */
  WeightSource part(WeightPart part);

  /** What the choice of timesteps had learned; empty where it does not learn. */
  Optional<WeightSource> timesteps();
}
