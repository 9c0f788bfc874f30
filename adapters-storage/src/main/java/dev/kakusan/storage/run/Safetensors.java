package dev.kakusan.storage.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.storage.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors format: eight bytes, little-endian, with the length of a JSON header; the header,
 * which gives every array's type, shape and place; then the arrays, row-major and little-endian.
 */
public final class Safetensors {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALIGNMENT = 8;

  private Safetensors() {}

  /** The arrays as one file's bytes, in their order. */
  public static byte[] write(List<NamedArray> arrays) {
    try (InputStream in = content(arrays).open(0)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("arrays in memory can be read", e);
    }
  }

  /** The same bytes, made as they are read. */
  static Content content(List<NamedArray> arrays) {
    return new ArraysContent(header(arrays), arrays);
  }

  private static byte[] header(List<NamedArray> arrays) {
    ObjectNode header = JSON.createObjectNode();
    header.putObject("__metadata__").put("format", "pt");
    long offset = 0;
    for (NamedArray array : arrays) {
      long bytes = (long) array.values().length * array.precision().bytes();
      ObjectNode entry = header.putObject(array.name());
      entry.put("dtype", array.precision() == Precision.FLOAT32 ? "F32" : "F64");
      ArrayNode shape = entry.putArray("shape");
      for (int d : array.shape().dims()) {
        shape.add(d);
      }
      entry.putArray("data_offsets").add(offset).add(offset + bytes);
      offset += bytes;
    }
    StringBuilder text = new StringBuilder(header.toString());
    while (text.length() % ALIGNMENT != 0) {
      text.append(' ');
    }
    byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + head.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(head.length)
        .put(head)
        .array();
  }

  /**
   * The arrays of a file by name.
   *
   * @param place for messages
   * @throws InvalidInput where the bytes are no such file
   */
  public static Map<String, NamedArray> read(byte[] bytes, String place) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long length = bytes.length < 8 ? -1 : file.getLong();
    if (length < 2 || length > bytes.length - 8) {
      throw new InvalidInput(place + ": no safetensors file: header of " + length + " bytes");
    }
    JsonNode header;
    try {
      header = JSON.readTree(bytes, 8, (int) length);
    } catch (IOException e) {
      throw new InvalidInput(place + ": the safetensors header is no JSON", e);
    }
    int start = 8 + (int) length;
    Map<String, NamedArray> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals("__metadata__")) {
        arrays.put(entry.getKey(), array(entry.getKey(), entry.getValue(), file, start, place));
      }
    }
    return arrays;
  }

  private static NamedArray array(
      String name, JsonNode entry, ByteBuffer file, int start, String place) {
    String type = entry.path("dtype").asText();
    Precision precision =
        switch (type) {
          case "F32" -> Precision.FLOAT32;
          case "F64" -> Precision.FLOAT64;
          default ->
              throw new InvalidInput(
                  place + ": " + name + " is of type " + type + "; known: F32, F64");
        };
    int[] dims = new int[entry.path("shape").size()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = entry.path("shape").get(i).asInt();
    }
    long from = entry.path("data_offsets").path(0).asLong(-1);
    long to = entry.path("data_offsets").path(1).asLong(-1);
    Shape shape = Shape.of(dims);
    long size = (long) shape.size() * precision.bytes();
    if (from < 0 || to - from != size || start + to > file.limit()) {
      throw new InvalidInput(
          String.format(
              "%s: %s of shape %s wants %d bytes, the header gives %d..%d of %d",
              place, name, shape, size, from, to, file.limit() - start));
    }
    double[] values = new double[shape.size()];
    int at = start + (int) from;
    for (int i = 0; i < values.length; i++) {
      values[i] =
          precision == Precision.FLOAT32 ? file.getFloat(at + 4 * i) : file.getDouble(at + 8 * i);
    }
    return new NamedArray(name, shape, precision, values);
  }
}
