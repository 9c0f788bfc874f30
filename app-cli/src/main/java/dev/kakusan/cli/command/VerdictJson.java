package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.verify.Claim;
import dev.kakusan.verify.Report;
import dev.kakusan.verify.Verdict;
import java.util.List;

/** Claims and their verdicts for machines: one JSON object. */
final class VerdictJson {

  private VerdictJson() {}

  /** The claims and where they are derived. */
  static String listed(List<Claim> claims) {
    ObjectNode object = Jsons.object();
    ArrayNode all = object.putArray("claims");
    claims.forEach(claim -> describe(all.addObject(), claim));
    return Jsons.text(object) + System.lineSeparator();
  }

  /** Each claim with its figure, its bounds, and whether it holds. */
  static String of(BackendProvider provider, Arithmetic arithmetic, Report report) {
    ObjectNode object = Jsons.object();
    object.put("backend", provider.name());
    object.put("engine", provider.engine());
    object.put("precision", provider.precision().name());
    object.put("arithmetic", arithmetic.toString());
    object.put("holds", report.holds());
    ArrayNode claims = object.putArray("claims");
    report.verdicts().forEach(verdict -> describe(claims.addObject(), verdict));
    return Jsons.text(object) + System.lineSeparator();
  }

  private static void describe(ObjectNode one, Verdict verdict) {
    describe(one, verdict.claim());
    one.put("holds", verdict.holds());
    verdict
        .finding()
        .ifPresent(
            finding -> {
              put(one, "measured", finding.measured());
              put(one, "least", finding.least());
              put(one, "most", finding.most());
            });
    one.put(verdict.exception().isPresent() ? "exception" : "detail", verdict.words());
    one.put("seconds", verdict.seconds());
  }

  private static void describe(ObjectNode one, Claim claim) {
    one.put("claim", claim.id());
    one.put("sentence", claim.sentence());
    one.put("source", claim.source());
  }

  /** JSON has no infinity: a side without a bound, and a figure that is none, are null. */
  private static void put(ObjectNode one, String name, double number) {
    if (Double.isFinite(number)) {
      one.put(name, number);
    } else {
      one.putNull(name);
    }
  }
}
