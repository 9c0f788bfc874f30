package dev.kakusan.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.objective.Estimate;

/** JSON for machines, on standard output. */
final class Jsons {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Jsons() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static String text(ObjectNode object) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A value and its error; an error that is not known becomes null. */
  static void put(ObjectNode object, Estimate estimate, String value, String error) {
    object.put(value, estimate.mean());
    if (Double.isNaN(estimate.standardError())) {
      object.putNull(error);
    } else {
      object.put(error, estimate.standardError());
    }
  }
}
