package dev.kakusan.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.objective.Estimate;
import dev.kakusan.objective.Ledger;

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

  /** The ledger in bits per dimension. */
  static ObjectNode ledger(Ledger ledger, Protocol protocol) {
    double bits = ledger.bitsPerDimension();
    ObjectNode json = object();
    put(json, ledger.bitsPerDim(), "bitsPerDim", "standardError");
    json.put("natsPerExample", ledger.total().mean());
    put(json, ledger.prior().times(bits), "prior", "priorStandardError");
    put(json, ledger.denoising().times(bits), "denoising", "denoisingStandardError");
    put(json, ledger.reconstruction().times(bits), "reconstruction", "reconstructionStandardError");
    var terms = json.putArray("perTimestep");
    for (Ledger.TimestepTerm term : ledger.perTimestep()) {
      ObjectNode one = terms.addObject().put("t", term.t());
      put(one, term.term().times(bits), "bitsPerDim", "standardError");
      one.put("draws", term.draws());
    }
    ObjectNode stated = json.putObject("protocol");
    protocol.lines().forEach(stated::putPOJO);
    return json;
  }
}
