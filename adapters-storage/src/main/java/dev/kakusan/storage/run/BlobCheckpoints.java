package dev.kakusan.storage.run;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.WeightSource;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Checkpoint;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.CheckpointRepository;
import dev.kakusan.storage.Claim;
import dev.kakusan.storage.Content;
import dev.kakusan.storage.DamagedCheckpoint;
import dev.kakusan.storage.NotTheWriterException;
import dev.kakusan.storage.StoreException;
import dev.kakusan.storage.WeightSnapshot;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Checkpoints as blobs: {@code checkpoints/step-N/} holds a safetensors file for each part, {@code
 * timesteps.safetensors} where the choice of timesteps learns, and {@code manifest.json}, whose put
 * commits the checkpoint: it is the last, and never replaces one.
 */
final class BlobCheckpoints implements CheckpointRepository {

  private static final String MANIFEST = "manifest.json";
  private static final String TIMESTEPS = "timesteps.safetensors";

  private final BlobStore store;
  private final Claim claim;
  private int term = -1;

  /** Checkpoints that nobody else writes. */
  BlobCheckpoints(BlobStore store) {
    this(store, Claim.UNDISPUTED);
  }

  /**
   * @param claim is checked before anything is written
   */
  BlobCheckpoints(BlobStore store, Claim claim) {
    this.store = store;
    this.claim = claim;
  }

  @Override
  public void save(CheckpointManifest manifest, WeightSnapshot weights, List<NamedArray> timesteps)
      throws IOException {
    Map<String, Content> files = new LinkedHashMap<>();
    for (WeightPart part : WeightPart.values()) {
      files.put(fileName(part), Safetensors.content(weights.parts().getOrDefault(part, List.of())));
    }
    if (!timesteps.isEmpty()) {
      files.put(TIMESTEPS, Safetensors.content(timesteps));
    }
    claim.requireHeld();
    CheckpointFolder folder = new CheckpointFolder(manifest.step(), term());
    try {
      Map<String, String> checksums =
          SideBySide.map(files, (name, file) -> put(folder, name, file));
      claim.requireHeld();
      commit(folder, ManifestJson.write(new ManifestJson.Stored(manifest, checksums)));
    } catch (StoreException e) {
      throw e; // what is there already is overwritten when this is tried again
    } catch (IOException e) {
      for (String name : files.keySet()) {
        deleteQuietly(folder.key(name), e);
      }
      throw e;
    }
  }

  private String put(CheckpointFolder folder, String name, Content file) throws IOException {
    store.put(folder.key(name), file);
    return Sha256.of(file);
  }

  /** The one write that makes the checkpoint exist. */
  private void commit(CheckpointFolder folder, byte[] manifest) throws IOException {
    String key = folder.key(MANIFEST);
    if (!store.putIfAbsent(key, manifest) && !Arrays.equals(store.get(key), manifest)) {
      throw new NotTheWriterException(
          place(key) + " was written by another process; is one training the same run?");
    }
  }

  private int term() throws IOException {
    if (term < 0) {
      term = newestTerm();
    }
    return term;
  }

  private int newestTerm() throws IOException {
    return store.list(CheckpointFolder.ALL).stream()
        .flatMap(key -> CheckpointFolder.of(key).stream())
        .mapToInt(CheckpointFolder::term)
        .max()
        .orElse(0);
  }

  @Override
  public void supersede() throws IOException {
    term = newestTerm() + 1;
  }

  private void deleteQuietly(String key, IOException cause) {
    try {
      store.delete(key);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** The checkpoints that were finished, superseded ones too. */
  private List<CheckpointFolder> finished(List<String> keys) {
    return keys.stream()
        .flatMap(key -> CheckpointFolder.of(key).stream().filter(f -> f.key(MANIFEST).equals(key)))
        .toList();
  }

  private List<CheckpointFolder> standing() throws IOException {
    return CheckpointFolder.standing(finished(store.list(CheckpointFolder.ALL)));
  }

  @Override
  public List<Long> steps() throws IOException {
    return standing().stream().map(CheckpointFolder::step).sorted().toList();
  }

  @Override
  public void retain(LongPredicate kept) throws IOException {
    List<String> keys = store.list(CheckpointFolder.ALL);
    List<CheckpointFolder> finished = finished(keys);
    Set<CheckpointFolder> gone = new HashSet<>(finished);
    for (CheckpointFolder folder : CheckpointFolder.standing(finished)) {
      if (kept.test(folder.step())) {
        gone.remove(folder);
      }
    }
    for (CheckpointFolder folder : gone) {
      claim.requireHeld();
      store.delete(folder.key(MANIFEST)); // first, so that no half of a checkpoint ever counts
    }
    deleteAll(keys, gone::contains);
  }

  @Override
  public void sweep() throws IOException {
    List<String> keys = store.list(CheckpointFolder.ALL);
    List<CheckpointFolder> finished = finished(keys);
    claim.requireHeld();
    deleteAll(keys, folder -> !finished.contains(folder));
    store.sweep();
  }

  private void deleteAll(List<String> keys, Predicate<CheckpointFolder> folders)
      throws IOException {
    for (String key : keys) {
      if (CheckpointFolder.of(key).filter(folders).isPresent()) {
        store.delete(key);
      }
    }
  }

  @Override
  public CheckpointManifest manifest(long step) throws IOException {
    return stored(folder(step)).manifest();
  }

  @Override
  public Checkpoint load(long step) throws IOException {
    CheckpointFolder folder = folder(step);
    ManifestJson.Stored stored = stored(folder);
    Map<WeightPart, WeightSource> parts = new EnumMap<>(WeightPart.class);
    for (WeightPart part : WeightPart.values()) {
      parts.put(part, arrays(folder, stored, fileName(part)));
    }
    Optional<WeightSource> timesteps =
        stored.files().containsKey(TIMESTEPS)
            ? Optional.of(arrays(folder, stored, TIMESTEPS))
            : Optional.empty();
    return new Loaded(stored.manifest(), parts, timesteps);
  }

  /** The arrays of one of a checkpoint's files, its checksum verified. */
  private WeightSource arrays(CheckpointFolder folder, ManifestJson.Stored stored, String file)
      throws IOException {
    String key = folder.key(file);
    byte[] bytes = bytes(key);
    if (!Sha256.of(bytes).equals(stored.files().get(file))) {
      throw new DamagedCheckpoint(place(key) + " is damaged: its SHA-256 is not the manifest's");
    }
    Map<String, NamedArray> arrays = Safetensors.read(bytes, place(key));
    return name -> {
      NamedArray array = arrays.get(name);
      if (array == null) {
        throw new InvalidInput(place(key) + " has no array '" + name + "'");
      }
      return array;
    };
  }

  private CheckpointFolder folder(long step) throws IOException {
    return standing().stream()
        .filter(folder -> folder.step() == step)
        .findFirst()
        .orElse(new CheckpointFolder(step, 0)); // whose manifest is then found missing
  }

  private ManifestJson.Stored stored(CheckpointFolder folder) throws IOException {
    String key = folder.key(MANIFEST);
    return ManifestJson.read(bytes(key), place(key));
  }

  private byte[] bytes(String key) throws IOException {
    try {
      return store.get(key);
    } catch (NoSuchFileException e) {
      throw new DamagedCheckpoint(place(key) + " is missing", e);
    }
  }

  private String place(String key) {
    return store.location() + "/" + key;
  }

  private static String fileName(WeightPart part) {
    return part.fileStem() + ".safetensors";
  }

  private record Loaded(
      CheckpointManifest manifest,
      Map<WeightPart, WeightSource> parts,
      Optional<WeightSource> timesteps)
      implements Checkpoint {

    @Override
    public WeightSource part(WeightPart part) {
      return Objects.requireNonNull(parts.get(part));
    }
  }
}
