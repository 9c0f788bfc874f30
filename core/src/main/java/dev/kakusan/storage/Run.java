package dev.kakusan.storage;

import dev.kakusan.observe.ProgressEvent.Metrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One training run as it is stored: its plan, its metrics, its checkpoints, its previews. */
public interface Run {

  /** What a user would call this place. */
  String location();

  /**
   * Becomes the run's only writer; from then on every write here first checks that it still is.
   *
   * @param lapse how long a writer may give no sign before another may take its place
   * @param notes are lines for the person watching
   * @throws dev.kakusan.InvalidInput where another process is writing it, naming that process
   */
  Claim claim(Duration lapse, Consumer<String> notes) throws IOException;

  /** The effective plan, key to value, if the run was ever begun. */
  Optional<Map<String, String>> plan() throws IOException;

  void savePlan(Map<String, String> settings) throws IOException;

  CheckpointRepository checkpoints();

  /**
   * A place nearby for the newest checkpoint while the run's own cannot be reached; none where the
   * run itself is nearby.
   */
  Optional<CheckpointRepository> refuge();

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
