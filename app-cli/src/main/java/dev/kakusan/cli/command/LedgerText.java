package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.objective.Estimate;
import dev.kakusan.objective.Ledger;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A ledger for people and for machines, in bits per dimension and in nats per example. */
final class LedgerText {

  private LedgerText() {}

  /** The terms and their sum, in nats per example, in the order to be printed. */
  static Map<String, Estimate> rows(Ledger ledger) {
    Map<String, Estimate> rows = new LinkedHashMap<>();
    rows.put("prior", ledger.prior());
    rows.put("denoising", ledger.denoising());
    rows.put("reconstruction", ledger.reconstruction());
    rows.put("total", ledger.total());
    return rows;
  }

  static void print(PrintWriter out, Ledger ledger, Protocol protocol) {
    double bits = ledger.bitsPerDimension();
    String row = "%-18s %12s %12s %14s %12s%n";
    out.printf(row, "term", "bits/dim", "std error", "nats/example", "std error");
    rows(ledger)
        .forEach(
            (name, nats) ->
                out.printf(
                    row,
                    name,
                    number(nats.mean() * bits, 5),
                    number(nats.standardError() * bits, 5),
                    number(nats.mean(), 3),
                    number(nats.standardError(), 3)));
    out.printf("%nprotocol%n");
    protocol.lines().forEach((name, value) -> out.printf("  %-18s %s%n", name, value));
  }

  private static String number(double value, int digits) {
    return Double.isNaN(value) ? "?" : String.format("%." + digits + "f", value);
  }

  /** As in {@code 2.913 ± 0.021}; an error that is not known is {@code ?}. */
  static String plusMinus(Estimate estimate, int digits) {
    return number(estimate.mean(), digits) + " ± " + number(estimate.standardError(), digits);
  }

  /** The ledger in bits per dimension; under {@code nats} and in each time's term in nats too. */
  static ObjectNode json(Ledger ledger, Protocol protocol) {
    double bits = ledger.bitsPerDimension();
    ObjectNode json = Jsons.object();
    Jsons.put(json, ledger.bitsPerDim(), "bitsPerDim", "standardError");
    json.put("natsPerExample", ledger.total().mean());
    rows(ledger)
        .forEach(
            (name, nats) -> {
              if (!name.equals("total")) {
                Jsons.put(json, nats.times(bits), name, name + "StandardError");
              }
            });
    ObjectNode inNats = json.putObject("nats");
    rows(ledger).forEach((name, nats) -> Jsons.put(inNats, nats, name, name + "StandardError"));
    ArrayNode terms = json.putArray("perTimestep");
    for (Ledger.TimestepTerm term : ledger.perTimestep()) {
      ObjectNode one = terms.addObject().put("t", term.t());
      Jsons.put(one, term.term().times(bits), "bitsPerDim", "standardError");
      Jsons.put(one, term.term(), "nats", "natsStandardError");
      one.put("draws", term.draws());
    }
    ObjectNode stated = json.putObject("protocol");
    protocol.lines().forEach(stated::putPOJO);
    return json;
  }
}
