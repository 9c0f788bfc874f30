package dev.kakusan.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A safetensors file read by its public description, without Kakusan's own reader. */
record SafetensorsFile(Map<String, SafetensorsFile.Array> arrays) {

  /** One array: the numbers are widened to doubles. */
  record Array(String type, List<Integer> shape, double[] values) {}

  Array array(String name) {
    Array array = arrays.get(name);
    if (array == null) {
      throw new AssertionError("no array '" + name + "' among " + arrays.keySet());
    }
    return array;
  }

  /** The arrays by name; the places in the header must cover the rest of the file exactly. */
  static SafetensorsFile read(Path path) {
    try {
      ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
      byte[] head = new byte[Math.toIntExact(file.getLong())];
      file.get(head);
      ByteBuffer data = file.slice().order(ByteOrder.LITTLE_ENDIAN);
      int covered = 0;
      Map<String, Array> arrays = new LinkedHashMap<>();
      for (Map.Entry<String, JsonNode> entry :
          Runs.json(new String(head, StandardCharsets.UTF_8)).properties()) {
        if (!entry.getKey().equals("__metadata__")) {
          JsonNode places = entry.getValue().get("data_offsets");
          if (places.get(0).asInt() != covered) {
            throw new AssertionError(path + ": a hole before " + entry);
          }
          covered = places.get(1).asInt();
          arrays.put(entry.getKey(), array(entry.getValue(), data, covered));
        }
      }
      if (covered != data.limit()) {
        throw new AssertionError(path + ": " + (data.limit() - covered) + " bytes are nobody's");
      }
      return new SafetensorsFile(arrays);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Array array(JsonNode entry, ByteBuffer data, int end) {
    String type = entry.get("dtype").asText();
    boolean single = type.equals("F32");
    List<Integer> shape = new ArrayList<>();
    int size = 1;
    for (JsonNode d : entry.get("shape")) {
      shape.add(d.asInt());
      size *= d.asInt();
    }
    int at = entry.get("data_offsets").get(0).asInt();
    if (end - at != size * (single ? 4 : 8)) {
      throw new AssertionError("shape and bytes do not agree: " + entry);
    }
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      values[i] = single ? data.getFloat(at + 4 * i) : data.getDouble(at + 8 * i);
    }
    return new Array(type, shape, values);
  }
}
