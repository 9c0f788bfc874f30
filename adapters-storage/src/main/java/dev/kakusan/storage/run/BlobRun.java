package dev.kakusan.storage.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kakusan.InvalidInput;
import dev.kakusan.observe.ProgressEvent.Metrics;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.CheckpointRepository;
import dev.kakusan.storage.Claim;
import dev.kakusan.storage.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A run as blobs: {@code plan.yaml}, {@code metrics.jsonl}, {@code samples/}, {@code checkpoints/}.
 * The metrics are kept in memory and put whole every few seconds, so that any blob store can hold
 * them; what a crash loses of them lies after the last checkpoint and is measured again.
 */
public final class BlobRun implements Run {

  private static final String PLAN = "plan.yaml";
  private static final String METRICS = "metrics.jsonl";
  private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlobStore store;
  private final Optional<BlobStore> nearby;
  private Claim claim = Claim.UNDISPUTED;
  private BlobCheckpoints checkpoints;
  private final List<Metrics> metrics = new ArrayList<>();
  private long flushedAt = System.nanoTime();

  /** A run in a store that is as near as any. */
  public BlobRun(BlobStore store) {
    this(store, Optional.empty());
  }

  /**
   * @param nearby for the newest checkpoint while {@code store} cannot be reached
   */
  public BlobRun(BlobStore store, Optional<BlobStore> nearby) {
    this.store = store;
    this.nearby = nearby;
    this.checkpoints = new BlobCheckpoints(store);
  }

  @Override
  public Claim claim(Duration lapse, Consumer<String> notes) throws IOException {
    claim = BlobLease.take(store, lapse, notes);
    checkpoints = new BlobCheckpoints(store, claim);
    return claim;
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public Optional<Map<String, String>> plan() throws IOException {
    if (!store.exists(PLAN)) {
      return Optional.empty();
    }
    String text = new String(store.get(PLAN), StandardCharsets.UTF_8);
    Map<String, String> plan = SettingsYaml.read(text, location() + "/" + PLAN);
    plan.remove("threads", "0"); // as older runs say that the backend may choose
    return Optional.of(plan);
  }

  @Override
  public void savePlan(Map<String, String> settings) throws IOException {
    put(PLAN, SettingsYaml.write(settings).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public CheckpointRepository checkpoints() {
    return checkpoints;
  }

  @Override
  public Optional<CheckpointRepository> refuge() {
    return nearby.map(BlobCheckpoints::new);
  }

  @Override
  public void rewindMetrics(long step) throws IOException {
    metrics.clear();
    for (Metrics line : metrics()) {
      if (line.step() <= step) {
        metrics.add(line);
      }
    }
  }

  @Override
  public void addMetrics(Metrics line) throws IOException {
    if (metrics.isEmpty() || metrics.get(metrics.size() - 1).step() < line.step()) {
      metrics.add(line); // once, also where this is called again as the flush below failed
    }
    if (System.nanoTime() - flushedAt > FLUSH_NANOS) {
      flushMetrics();
    }
  }

  @Override
  public void flushMetrics() throws IOException {
    StringBuilder text = new StringBuilder();
    for (Metrics line : metrics) {
      text.append(JSON.writeValueAsString(line)).append('\n');
    }
    put(METRICS, text.toString().getBytes(StandardCharsets.UTF_8));
    flushedAt = System.nanoTime();
  }

  @Override
  public List<Metrics> metrics() throws IOException {
    List<Metrics> lines = new ArrayList<>();
    if (store.exists(METRICS)) {
      String text = new String(store.get(METRICS), StandardCharsets.UTF_8);
      for (String line : text.split("\n", -1)) {
        if (!line.isBlank()) {
          lines.add(parse(line));
        }
      }
    }
    return lines;
  }

  private Metrics parse(String line) {
    try {
      return JSON.readValue(line, Metrics.class);
    } catch (IOException e) {
      throw new InvalidInput(location() + "/" + METRICS + " is damaged at: " + line, e);
    }
  }

  @Override
  public void savePreview(String fileName, byte[] picture) throws IOException {
    put("samples/" + fileName, picture);
  }

  private void put(String key, byte[] bytes) throws IOException {
    claim.requireHeld();
    store.put(key, bytes);
  }
}
