package dev.kakusan.storage.run;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.compute.WeightSource;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Checkpoint;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.CheckpointRepository;
import dev.kakusan.storage.WeightSnapshot;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Checkpoints as blobs: {@code checkpoints/step-N/} holds a safetensors file for each part, {@code
 * timesteps.safetensors} where the choice of timesteps learns, and {@code manifest.json}, whose put
 * commits the checkpoint.
 */
final class BlobCheckpoints implements CheckpointRepository {

  private static final String FOLDER = "checkpoints/";
  private static final String MANIFEST = "/manifest.json";
  private static final String TIMESTEPS = "timesteps.safetensors";

  private final BlobStore store;

  BlobCheckpoints(BlobStore store) {
    this.store = store;
  }

  @Override
  public void save(CheckpointManifest manifest, WeightSnapshot weights, List<NamedArray> timesteps)
      throws IOException {
    Map<String, List<NamedArray>> files = new LinkedHashMap<>();
    for (WeightPart part : WeightPart.values()) {
      files.put(fileName(part), weights.parts().getOrDefault(part, List.of()));
    }
    if (!timesteps.isEmpty()) {
      files.put(TIMESTEPS, timesteps);
    }
    put(manifest, files);
  }

  private void put(CheckpointManifest manifest, Map<String, List<NamedArray>> files)
      throws IOException {
    String folder = folder(manifest.step());
    List<String> written = new ArrayList<>();
    try {
      Map<String, String> checksums = new LinkedHashMap<>();
      for (Map.Entry<String, List<NamedArray>> file : files.entrySet()) {
        byte[] bytes = Safetensors.write(file.getValue());
        checksums.put(file.getKey(), Sha256.of(bytes));
        written.add(folder + "/" + file.getKey());
        store.put(folder + "/" + file.getKey(), bytes);
      }
      store.put(
          folder + MANIFEST, ManifestJson.write(new ManifestJson.Stored(manifest, checksums)));
    } catch (IOException e) {
      for (String key : written) {
        deleteQuietly(key, e);
      }
      throw e;
    }
  }

  private void deleteQuietly(String key, IOException cause) {
    try {
      store.delete(key);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public List<Long> steps() throws IOException {
    List<Long> steps = new ArrayList<>();
    for (String key : store.list(FOLDER)) {
      if (key.matches("checkpoints/step-\\d{1,18}/manifest\\.json")) {
        String name = key.substring(FOLDER.length(), key.length() - MANIFEST.length());
        steps.add(Long.valueOf(name.substring("step-".length())));
      }
    }
    steps.sort(null);
    return steps;
  }

  @Override
  public CheckpointManifest manifest(long step) throws IOException {
    return stored(step).manifest();
  }

  @Override
  public Checkpoint load(long step) throws IOException {
    ManifestJson.Stored stored = stored(step);
    Map<WeightPart, WeightSource> parts = new EnumMap<>(WeightPart.class);
    for (WeightPart part : WeightPart.values()) {
      parts.put(part, arrays(step, stored, fileName(part)));
    }
    Optional<WeightSource> timesteps =
        stored.files().containsKey(TIMESTEPS)
            ? Optional.of(arrays(step, stored, TIMESTEPS))
            : Optional.empty();
    return new Loaded(stored.manifest(), parts, timesteps);
  }

  /** The arrays of one of a checkpoint's files, its checksum verified. */
  private WeightSource arrays(long step, ManifestJson.Stored stored, String file)
      throws IOException {
    String key = folder(step) + "/" + file;
    byte[] bytes = bytes(key);
    if (!Sha256.of(bytes).equals(stored.files().get(file))) {
      throw new InvalidInput(place(key) + " is damaged: its SHA-256 is not the manifest's");
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

  private ManifestJson.Stored stored(long step) throws IOException {
    String key = folder(step) + MANIFEST;
    return ManifestJson.read(bytes(key), place(key));
  }

  private byte[] bytes(String key) throws IOException {
    try {
      return store.get(key);
    } catch (NoSuchFileException e) {
      throw new InvalidInput(place(key) + " is missing", e);
    }
  }

  private String place(String key) {
    return store.location() + "/" + key;
  }

  private static String folder(long step) {
    return String.format("%sstep-%08d", FOLDER, step);
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
