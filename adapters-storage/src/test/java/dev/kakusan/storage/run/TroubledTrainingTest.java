package dev.kakusan.storage.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.data.Split;
import dev.kakusan.data.builtin.BuiltinSource;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.DamagedCheckpoint;
import dev.kakusan.storage.FaultyStore;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.storage.NotTheWriterException;
import dev.kakusan.storage.StoreException;
import dev.kakusan.training.Settings;
import dev.kakusan.training.StopSignal;
import dev.kakusan.training.StoreTerms;
import dev.kakusan.training.TrainModel;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the store does, a run that is trained to its end has the bytes of an untroubled one. */
@Timeout(120)
final class TroubledTrainingTest {

  private static final int STEPS = 60;
  private static final StoreTerms TERMS =
      new StoreTerms(Duration.ofMillis(600), Duration.ofSeconds(20));
  private static final List<String> PARTS = List.of("model", "averaged", "optimizer");

  private static Map<String, byte[]> untroubled = Map.of();

  private final MemoryBlobStore memory = new MemoryBlobStore();
  private final MemoryBlobStore nearby = new MemoryBlobStore();
  private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

  private static TrainingPlan plan(Map<String, String> changes) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "network", "mlp",
                "hidden", "16",
                "batch-size", "32",
                "timesteps", "20",
                "steps", Integer.toString(STEPS),
                "log-every", "3",
                "checkpoint-every", "10"));
    values.putAll(changes);
    return new TrainingPlan(Settings.initial().overriddenBy(Settings.of(values, "test: ")));
  }

  private void train(BlobStore store, TrainingPlan plan, StoreTerms terms, StopSignal stop)
      throws IOException {
    try (Backend backend = new ReferenceBackendProvider().open("cpu", 1)) {
      new TrainModel(backend, Map.of(), this::saw, terms)
          .run(
              plan,
              new BuiltinSource().open("builtin:moons", Split.TRAIN, 0),
              new BlobRun(store, Optional.of(nearby)),
              Long.MAX_VALUE,
              stop);
    }
  }

  private void saw(ProgressEvent event) {
    if (event instanceof ProgressEvent.Note note) {
      notes.add(note.text());
    }
  }

  private void train(BlobStore store) throws IOException {
    train(store, plan(Map.of()), TERMS, StopSignal.NEVER);
  }

  private static Map<String, byte[]> weights(BlobStore store) throws IOException {
    Map<String, byte[]> weights = new HashMap<>();
    for (String key : store.list("checkpoints/step-00000060")) {
      for (String part : PARTS) {
        if (key.endsWith("/" + part + ".safetensors")) {
          weights.put(part, store.get(key));
        }
      }
    }
    return weights;
  }

  private static void assertUntroubled(BlobStore store) throws IOException {
    assertThat(weights(store)).containsOnlyKeys(PARTS);
    for (String part : PARTS) {
      assertThat(weights(store).get(part)).as(part).isEqualTo(untroubled.get(part));
    }
    new BlobCheckpoints(store).load(STEPS);
  }

  @BeforeAll
  static void anUntroubledRun() throws IOException {
    MemoryBlobStore store = new MemoryBlobStore();
    new TroubledTrainingTest().train(store);
    untroubled = weights(store);
    assertThat(untroubled).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aStoreThatFailsNowAndThen(long seed) throws IOException {
    Random random = new Random(seed);
    AtomicBoolean begun = new AtomicBoolean();
    FaultyStore store =
        new FaultyStore(
            memory,
            (operation, key) -> {
              begun.compareAndSet(false, key.startsWith("checkpoints/") && operation.equals("put"));
              synchronized (random) {
                if (begun.get() && random.nextDouble() < 0.1) {
                  throw new StoreException("503 in " + operation + " " + key, new IOException());
                }
              }
            });
    train(store);
    store.now((operation, key) -> {});
    assertUntroubled(memory);
    assertThat(new BlobRun(memory).metrics())
        .extracting(ProgressEvent.Metrics::step)
        .isSorted()
        .doesNotHaveDuplicates()
        .hasSize(24); // every third step, and those with checkpoints
    assertThat(nearby.list("")).isEmpty();
  }

  @Test
  void aStoreThatIsGoneForGoodEndsTrainingAfterItsPatienceAndNothingIsLost() throws IOException {
    FaultyStore store = new FaultyStore(memory, (operation, key) -> {});
    store.now(
        (operation, key) -> {
          if (key.contains("step-00000030")) {
            store.now(
                (o, k) -> {
                  throw new StoreException("no answer", new IOException());
                });
          }
        });
    StoreTerms impatient = new StoreTerms(TERMS.lapse(), Duration.ofMillis(300));
    assertThatThrownBy(() -> train(store, plan(Map.of()), impatient, StopSignal.NEVER))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("no answer; gave up after")
        .hasMessageContaining("is kept on this machine");
    assertThat(new BlobCheckpoints(memory).steps()).contains(20L).doesNotContain(30L);
    List<Long> kept = new BlobCheckpoints(nearby).steps();
    assertThat(kept).hasSize(1);
    assertThat(kept.get(0)).isGreaterThanOrEqualTo(30);
    notes.clear();
    train(memory);
    assertThat(notes)
        .anySatisfy(
            note ->
                assertThat(note)
                    .contains("storing the checkpoint of step " + kept.get(0))
                    .contains("kept on this machine"))
        .contains("resuming after step " + kept.get(0));
    assertUntroubled(memory);
    assertThat(nearby.list("")).isEmpty();
  }

  @Test
  void whoeverWantsToStopIsNotKeptByAStoreThatIsGone() throws IOException {
    AtomicBoolean stopped = new AtomicBoolean();
    FaultyStore store = new FaultyStore(memory, (operation, key) -> {});
    store.now(
        (operation, key) -> {
          stopped.compareAndSet(false, key.contains("step-00000030"));
          if (stopped.get()) {
            throw new StoreException("no answer", new IOException());
          }
        });
    StoreTerms patient = new StoreTerms(TERMS.lapse(), Duration.ofHours(1));
    assertThatThrownBy(() -> train(store, plan(Map.of()), patient, stopped::get))
        .isInstanceOf(StoreException.class);
    train(memory);
    assertUntroubled(memory);
  }

  @Test
  void aFullDiskIsNoStoreThatComesBack() throws IOException {
    FaultyStore store =
        new FaultyStore(
            memory,
            (operation, key) -> {
              if (key.contains("step-00000030")) {
                throw new IOException("no space left on device");
              }
            });
    assertThatThrownBy(() -> train(store))
        .isInstanceOf(IOException.class)
        .hasMessage("no space left on device");
    assertThat(new BlobCheckpoints(memory).steps()).containsExactly(10L, 20L);
    train(memory);
    assertUntroubled(memory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "averaged.safetensors", "optimizer.safetensors"})
  void aDamagedCheckpointIsReportedAndTheOneBeforeItUsed(String file) throws IOException {
    train(memory);
    for (long step : List.of(50L, 60L)) {
      String key = "checkpoints/step-000000" + step + "/" + file;
      byte[] bytes = memory.get(key);
      bytes[bytes.length / 2] ^= 1;
      memory.put(key, bytes);
    }
    train(memory);
    assertThat(notes)
        .anySatisfy(note -> assertThat(note).contains("step-00000060/" + file, "damaged"))
        .anySatisfy(note -> assertThat(note).contains("step-00000050/" + file, "damaged"))
        .contains("resuming after step 40");
    assertThat(new BlobCheckpoints(memory).steps()).containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
    assertThat(memory.list("checkpoints/step-00000060.1/")).hasSize(4);
    new BlobCheckpoints(memory).load(60);
    for (String part : PARTS) {
      assertThat(memory.get("checkpoints/step-00000060.1/" + part + ".safetensors"))
          .isEqualTo(untroubled.get(part));
    }
  }

  @Test
  void whereEveryCheckpointIsDamagedTrainingDoesNotBeginAnew() throws IOException {
    train(memory, plan(Map.of("checkpoint-every", "0")), TERMS, StopSignal.NEVER);
    memory.delete("checkpoints/step-00000060/model.safetensors");
    List<String> before = memory.list("");
    assertThatThrownBy(() -> train(memory))
        .isInstanceOf(DamagedCheckpoint.class)
        .hasMessageContaining("step-00000060/model.safetensors is missing");
    assertThat(memory.list("")).isEqualTo(before);
  }

  @Test
  void onlyWhatIsToBeKeptIsKept() throws IOException {
    TrainingPlan plan = plan(Map.of("checkpoint-every", "5", "keep", "2", "keep-every", "20"));
    train(memory, plan, TERMS, StopSignal.NEVER);
    assertThat(new BlobCheckpoints(memory).steps()).containsExactly(20L, 40L, 55L, 60L);
    assertThat(memory.list("checkpoints/")).hasSize(4 * 4);
    assertUntroubled(memory);
  }

  @Test
  void whatACrashLeftOfACheckpointIsSweptAway() throws IOException {
    memory.put("checkpoints/step-00000030/model.safetensors", new byte[9]);
    memory.put("checkpoints/step-00000077/model.safetensors", new byte[9]);
    train(memory);
    assertThat(memory.list("checkpoints/step-00000077")).isEmpty();
    assertUntroubled(memory);
  }

  /** A trainer falls asleep in the middle of a save; another takes over; the first one wakes. */
  @Test
  void aTrainerThatSleptDamagesNothing() throws Exception {
    FaultyStore store = new FaultyStore(memory, (operation, key) -> {});
    AtomicBoolean asleep = new AtomicBoolean();
    store.now(
        (operation, key) -> {
          if (key.endsWith("step-00000030/manifest.json")) {
            asleep.set(true);
          }
          while (asleep.get()) { // its heart as well
            pause();
          }
        });
    List<Throwable> end = Collections.synchronizedList(new ArrayList<>());
    Thread sleeper =
        new Thread(
            () -> {
              try {
                train(store);
              } catch (IOException | RuntimeException e) {
                end.add(e);
              }
            });
    sleeper.start();
    while (!asleep.get()) {
      pause();
    }
    train(memory);
    assertThat(memory.list("checkpoints/step-00000060.1/")).hasSize(4);
    List<String> before = memory.list("");
    byte[] metrics = memory.get("metrics.jsonl");
    store.now((operation, key) -> {});
    asleep.set(false);
    sleeper.join();
    assertThat(end).singleElement().isInstanceOf(NotTheWriterException.class);
    // The one write that was under way may have come through; nothing that counts is changed.
    assertThat(memory.list(""))
        .containsAll(before)
        .allSatisfy(key -> assertThat(key).doesNotContain("step-00000040/"));
    assertThat(memory.get("metrics.jsonl")).isEqualTo(metrics);
    assertThat(new BlobCheckpoints(memory).steps()).containsExactly(10L, 20L, 30L, 40L, 50L, 60L);
    assertThat(new BlobCheckpoints(memory).load(60).manifest().step()).isEqualTo(60);
    assertThat(weights(memory).get("model")).isEqualTo(untroubled.get("model"));
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(2);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
