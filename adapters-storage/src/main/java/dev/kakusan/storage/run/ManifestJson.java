package dev.kakusan.storage.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.data.Split;
import dev.kakusan.storage.CheckpointManifest;
import dev.kakusan.storage.DamagedCheckpoint;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checkpoint's {@code manifest.json}: what the checkpoint is, and a SHA-256 for each of its files
 * and for the manifest itself (of its compact form without that last field).
 */
final class ManifestJson {

  static final int FORMAT = 1;

  private static final String OWN = "manifestSha256";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ManifestJson() {}

  /** A manifest with the checksums of the checkpoint's files. */
  record Stored(CheckpointManifest manifest, Map<String, String> files) {}

  static byte[] write(Stored stored) throws IOException {
    CheckpointManifest manifest = stored.manifest();
    ObjectNode json = JSON.createObjectNode();
    json.put("format", FORMAT);
    json.put("step", manifest.step());
    json.put("seconds", manifest.seconds());
    json.put("seed", manifest.settings().getOrDefault("seed", "0"));
    put(json.putObject("data"), manifest.data());
    put(json.putObject("plan"), manifest.settings());
    put(json.putObject("versions"), manifest.versions());
    put(json.putObject("files"), stored.files());
    json.put(OWN, Sha256.of(JSON.writeValueAsBytes(json)));
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
  }

  static Stored read(byte[] bytes, String place) throws IOException {
    JsonNode json;
    try {
      json = JSON.readTree(bytes);
    } catch (IOException e) {
      throw new DamagedCheckpoint(place + " is damaged: no JSON", e);
    }
    int format = json.path("format").asInt(0);
    if (format > FORMAT) {
      throw new InvalidInput(
          place + " has format " + format + ", this version reads up to " + FORMAT);
    }
    String own = json.path(OWN).asText();
    if (json instanceof ObjectNode object) {
      object.remove(OWN);
    }
    if (format < 1 || !Sha256.of(JSON.writeValueAsBytes(json)).equals(own)) {
      throw new DamagedCheckpoint(place + " is damaged: its SHA-256 is not the one it states");
    }
    return new Stored(
        new CheckpointManifest(
            json.path("step").asLong(),
            json.path("seconds").asDouble(),
            map(json.path("plan")),
            data(json.path("data")),
            map(json.path("versions"))),
        map(json.path("files")));
  }

  private static void put(ObjectNode object, DatasetDescriptor data) {
    object.put("location", data.location());
    object.put("split", data.split().name());
    ArrayNode shape = object.putArray("shape");
    for (int d : data.shape().dims()) {
      shape.add(d);
    }
    object.put("levels", data.levels());
    object.put("classes", data.classes());
    object.put("sha256", data.sha256());
  }

  private static DatasetDescriptor data(JsonNode object) {
    int[] dims = new int[object.path("shape").size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = object.path("shape").get(i).asInt();
    }
    return new DatasetDescriptor(
        object.path("location").asText(),
        Split.valueOf(object.path("split").asText()),
        Shape.of(dims),
        object.path("levels").asInt(),
        object.path("classes").asInt(),
        object.path("sha256").asText());
  }

  private static void put(ObjectNode object, Map<String, String> values) {
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(entry -> object.put(entry.getKey(), entry.getValue()));
  }

  private static Map<String, String> map(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
    return map;
  }
}
