package dev.kakusan.study;

import dev.kakusan.storage.Run;
import dev.kakusan.training.MemoryRun;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A study that keeps everything in memory. */
final class MemoryStudy implements StudyStore {

  private final Map<String, MemoryRun> runs = new HashMap<>();
  private final Map<String, Map<String, String>> figures = new HashMap<>();
  private final Map<String, byte[]> files = new HashMap<>();
  private Optional<Map<String, String>> description = Optional.empty();

  /** Thrown by the next description, where it is there. */
  @Nullable IOException failing;

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public Optional<Map<String, String>> description() {
    return description;
  }

  @Override
  public void describe(Map<String, String> values) throws IOException {
    if (failing != null) {
      throw failing;
    }
    description = Optional.of(values);
  }

  @Override
  public boolean isEmpty() {
    return description.isEmpty() && runs.isEmpty() && files.isEmpty();
  }

  @Override
  public Run run(String name) {
    return runs.computeIfAbsent(name, unused -> new MemoryRun());
  }

  @Override
  public Optional<Map<String, String>> figures(String run) {
    return Optional.ofNullable(figures.get(run));
  }

  @Override
  public void keepFigures(String run, Map<String, String> values) {
    figures.put(run, values);
  }

  @Override
  public void keep(String fileName, byte[] bytes) {
    files.put(fileName, bytes);
  }

  /** Every number of a run's newest checkpoint. */
  double[][] numbers(String run) {
    MemoryRun found = runs.get(run);
    if (found == null) {
      throw new IllegalArgumentException("no run " + run);
    }
    return found.numbers().toArray(new double[0][]);
  }
}
