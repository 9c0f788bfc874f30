package dev.kakusan.storage;

import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.WeightSource;

/** A stored checkpoint whose checksums have been verified. */
public interface Checkpoint {

  CheckpointManifest manifest();

  /** The arrays of a part. */
  WeightSource part(WeightPart part);
}
