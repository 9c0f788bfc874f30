package dev.kakusan.storage;

import dev.kakusan.observe.ProgressEvent.Metrics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One training run as it is stored: its plan, its metrics, its checkpoints, its previews. */
public interface Run {

  /** What a user would call this place. */
  String location();

  /** The effective plan, key to value, if the run was ever begun. */
  Optional<Map<String, String>> plan() throws IOException;

  void savePlan(Map<String, String> settings) throws IOException;

  CheckpointRepository checkpoints();

  /** Forgets all metrics after {@code step}, and holds those up to it. */
  void rewindMetrics(long step) throws IOException;

  /** Adds a line; it is on storage at the next {@link #flushMetrics} at the latest. */
  void addMetrics(Metrics metrics) throws IOException;

  void flushMetrics() throws IOException;

  /** All metrics on storage, by rising step. */
  List<Metrics> metrics() throws IOException;

  /** Stores a preview picture. */
  void savePreview(String fileName, byte[] picture) throws IOException;
}
