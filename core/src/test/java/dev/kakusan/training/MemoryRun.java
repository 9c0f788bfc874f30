package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.WeightSource;
import dev.kakusan.observe.ProgressEvent.Metrics;
import dev.kakusan.storage.Checkpoint;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.CheckpointRepository;
import dev.kakusan.storage.Claim;
import dev.kakusan.storage.Run;
import dev.kakusan.storage.WeightSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A run that keeps everything in memory. */
public final class MemoryRun implements Run, CheckpointRepository {

  private record Saved(
      CheckpointManifest manifest, WeightSnapshot weights, List<NamedArray> learned)
      implements Checkpoint {
    @Override
    public WeightSource part(WeightPart part) {
      return source(weights.parts().getOrDefault(part, List.of()));
    }

    @Override
    public Optional<WeightSource> timesteps() {
      return learned.isEmpty() ? Optional.empty() : Optional.of(source(learned));
    }

    private static WeightSource source(List<NamedArray> arrays) {
      return name ->
          arrays.stream()
              .filter(array -> array.name().equals(name))
              .findFirst()
              .orElseThrow(() -> new InvalidInput("no array " + name));
    }
  }

  private final TreeMap<Long, Saved> saved = new TreeMap<>();
  private final List<Metrics> metrics = new ArrayList<>();
  private Optional<Map<String, String>> plan = Optional.empty();

  /** Thrown by the next claim, where it is there. */
  @Nullable IOException failing;

  @Override
  public String location() {
    return "memory";
  }

  @Override
  public Claim claim(Duration lapse, Consumer<String> notes) throws IOException {
    if (failing != null) {
      throw failing;
    }
    return Claim.UNDISPUTED;
  }

  @Override
  public Optional<CheckpointRepository> refuge() {
    return Optional.empty();
  }

  @Override
  public void supersede() {}

  @Override
  public void retain(LongPredicate kept) {
    saved.keySet().removeIf(step -> !kept.test(step));
  }

  @Override
  public void sweep() {}

  @Override
  public Optional<Map<String, String>> plan() {
    return plan;
  }

  @Override
  public void savePlan(Map<String, String> settings) {
    plan = Optional.of(settings);
  }

  @Override
  public CheckpointRepository checkpoints() {
    return this;
  }

  @Override
  public void save(
      CheckpointManifest manifest, WeightSnapshot weights, List<NamedArray> timesteps) {
    saved.put(manifest.step(), new Saved(manifest, weights, timesteps));
  }

  @Override
  public List<Long> steps() {
    return List.copyOf(saved.keySet());
  }

  @Override
  public Checkpoint load(long step) {
    Saved found = saved.get(step);
    if (found == null) {
      throw new InvalidInput("no checkpoint at " + step);
    }
    return found;
  }

  @Override
  public CheckpointManifest manifest(long step) {
    return load(step).manifest();
  }

  @Override
  public void rewindMetrics(long step) {
    metrics.removeIf(line -> line.step() > step);
  }

  @Override
  public void addMetrics(Metrics line) {
    metrics.add(line);
  }

  @Override
  public void flushMetrics() {}

  @Override
  public List<Metrics> metrics() {
    return List.copyOf(metrics);
  }

  @Override
  public void savePreview(String fileName, byte[] picture) {}

  /** The network of the newest checkpoint. */
  WeightSnapshot newestWeights() {
    return saved.lastEntry().getValue().weights();
  }

  /** Every number of the newest checkpoint. */
  public List<double[]> numbers() {
    List<double[]> numbers = new ArrayList<>();
    for (WeightPart part : WeightPart.values()) {
      for (NamedArray array :
          saved.lastEntry().getValue().weights().parts().getOrDefault(part, List.of())) {
        numbers.add(array.values());
      }
    }
    saved.lastEntry().getValue().learned().forEach(array -> numbers.add(array.values()));
    return numbers;
  }
}
