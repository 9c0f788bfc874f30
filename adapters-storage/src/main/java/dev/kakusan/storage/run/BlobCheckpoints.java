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

/**
 * Checkpoints as blobs: {@code checkpoints/step-N/} holds a safetensors file for each part and
 * {@code manifest.json}, whose put commits the checkpoint.
 */
final class BlobCheckpoints implements CheckpointRepository {

  private static final String FOLDER = "checkpoints/";
  private static final String MANIFEST = "/manifest.json";

  private final BlobStore store;

  BlobCheckpoints(BlobStore store) {
    this.store = store;
  }

  @Override
  public void save(CheckpointManifest manifest, WeightSnapshot weights) throws IOException {
    String folder = folder(manifest.step());
    List<String> written = new ArrayList<>();
    try {
      Map<String, String> checksums = new LinkedHashMap<>();
      for (WeightPart part : WeightPart.values()) {
        byte[] bytes = Safetensors.write(weights.parts().getOrDefault(part, List.of()));
        checksums.put(fileName(part), Sha256.of(bytes));
        written.add(folder + "/" + fileName(part));
        store.put(folder + "/" + fileName(part), bytes);
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
    Map<WeightPart, Map<String, NamedArray>> parts = new EnumMap<>(WeightPart.class);
    for (WeightPart part : WeightPart.values()) {
      String key = folder(step) + "/" + fileName(part);
      byte[] bytes = bytes(key);
      if (!Sha256.of(bytes).equals(stored.files().get(fileName(part)))) {
        throw new InvalidInput(place(key) + " is damaged: its SHA-256 is not the manifest's");
      }
      parts.put(part, Safetensors.read(bytes, place(key)));
    }
    return new Loaded(stored.manifest(), parts, place(folder(step)));
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
      CheckpointManifest manifest, Map<WeightPart, Map<String, NamedArray>> parts, String place)
      implements Checkpoint {

    @Override
    public WeightSource part(WeightPart part) {
      Map<String, NamedArray> arrays = parts.getOrDefault(part, Map.of());
      return name -> {
        NamedArray array = arrays.get(name);
        if (array == null) {
          throw new InvalidInput(place + "/" + fileName(part) + " has no array '" + name + "'");
        }
        return array;
      };
    }
  }
}
