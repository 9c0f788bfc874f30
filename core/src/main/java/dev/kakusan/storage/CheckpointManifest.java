package dev.kakusan.storage;

import dev.kakusan.data.DatasetDescriptor;
import java.util.Map;

/**
 * What a checkpoint is, beside its arrays.
 *
 * @param step training steps done
 * @param seconds of training done, over all sessions of the run
 * @param settings the effective plan, key to value
 * @param data the training split
 * @param versions what made it: {@code kakusan}, {@code engine}, {@code java}
 */
public record CheckpointManifest(
    long step,
    double seconds,
    Map<String, String> settings,
    DatasetDescriptor data,
    Map<String, String> versions) {

  public CheckpointManifest {
    settings = Map.copyOf(settings);
    versions = Map.copyOf(versions);
  }
}
