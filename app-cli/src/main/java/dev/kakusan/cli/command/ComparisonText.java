package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.objective.Estimate;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/** A comparison for people, a column for each run, and for machines. */
final class ComparisonText {

  private static final int NAMES = 24;
  private static final int NARROWEST = 20;
  private static final int WIDEST = 36;

  private final Comparison comparison;
  private final PrintWriter out;
  private final int width;

  private ComparisonText(Comparison comparison, PrintWriter out) {
    this.comparison = comparison;
    this.out = out;
    int longest =
        comparison.runs().stream().mapToInt(run -> run.location().length()).max().orElse(0);
    this.width = Math.max(NARROWEST, Math.min(WIDEST, longest));
  }

  static void print(Comparison comparison, PrintWriter out) {
    new ComparisonText(comparison, out).print();
  }

  private void print() {
    row("", ComparedRun::location);
    row("step", run -> String.format("%,d", run.step()));
    row("parameters", run -> String.format("%,d", run.parameters()));
    row("images/s in training", run -> number(run.imagesPerSecond()));
    out.printf("%nsettings that differ%n");
    comparison.settings().forEach((key, values) -> row("  " + key, values));
    if (comparison.settings().isEmpty()) {
      out.println("  none");
    }
    out.printf("%nbits/dim on %s examples%n", comparison.first().protocol().text("examples"));
    for (String term : LedgerText.rows(comparison.first().ledger()).keySet()) {
      row("  " + term, run -> LedgerText.plusMinus(bits(run, term), 4));
    }
    row("  above the first", this::above);
    row("  comparable", this::comparable);
    differences();
  }

  private static Estimate bits(ComparedRun run, String term) {
    Estimate nats = LedgerText.rows(run.ledger()).getOrDefault(term, run.ledger().total());
    return nats.times(run.ledger().bitsPerDimension());
  }

  private String above(ComparedRun run) {
    return run.equals(comparison.first())
        ? "-"
        : run.above(comparison.first())
            .map(nats -> LedgerText.plusMinus(nats.times(run.ledger().bitsPerDimension()), 5))
            .orElse("-");
  }

  private String comparable(ComparedRun run) {
    if (run.equals(comparison.first())) {
      return "-";
    }
    return run.unlike(comparison.first()).isEmpty() ? "yes" : "NO, see below";
  }

  private void differences() {
    for (ComparedRun run : comparison.runs()) {
      List<Difference> unlike = run.unlike(comparison.first());
      if (!unlike.isEmpty()) {
        out.printf("%nnot comparable: %s with %s%n", run.location(), comparison.first().location());
        for (Difference d : unlike) {
          out.printf("  %s %s, not %s: %s%n", d.rule(), d.here(), d.first(), d.reason());
        }
      }
    }
    out.printf(
        "%nThe same examples and noise for all: 'above the first' has the error of the paired"
            + " differences.%n");
  }

  private void row(String name, Function<ComparedRun, String> cell) {
    row(name, comparison.runs().stream().map(cell).toList());
  }

  private void row(String name, List<String> cells) {
    StringBuilder line = new StringBuilder(String.format("%-" + NAMES + "s", name));
    for (String cell : cells) {
      line.append(' ').append(String.format("%" + width + "s", cut(cell)));
    }
    out.println(line.toString().stripTrailing());
  }

  /** The end tells more than the beginning: of paths, the run's own name. */
  private String cut(String text) {
    return text.length() <= width ? text : "…" + text.substring(text.length() - width + 1);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "?" : String.format("%,.0f", value);
  }

  static ObjectNode json(Comparison comparison) {
    ObjectNode json = Jsons.object();
    ObjectNode settings = json.putObject("settingsThatDiffer");
    comparison
        .settings()
        .forEach((key, values) -> values.forEach(settings.withArray("/" + key)::add));
    ArrayNode runs = json.putArray("runs");
    for (ComparedRun run : comparison.runs()) {
      runs.add(json(run, comparison.first()));
    }
    return json;
  }

  private static ObjectNode json(ComparedRun run, ComparedRun first) {
    ObjectNode json = Jsons.object().put("run", run.location());
    json.put("step", run.step());
    json.put("parameters", run.parameters());
    json.putNull("imagesPerSecond");
    if (!Double.isNaN(run.imagesPerSecond())) {
      json.put("imagesPerSecond", run.imagesPerSecond());
    }
    json.setAll(LedgerText.json(run.ledger(), run.protocol()));
    if (!run.equals(first)) {
      json.put("comparable", run.unlike(first).isEmpty());
      json.putNull("aboveFirst");
      run.above(first)
          .ifPresent(
              nats -> {
                ObjectNode above = json.putObject("aboveFirst");
                Estimate bits = nats.times(run.ledger().bitsPerDimension());
                Jsons.put(above, bits, "bitsPerDim", "standardError");
                Jsons.put(above, nats, "nats", "natsStandardError");
              });
      ArrayNode unlike = json.putArray("notComparable");
      for (Difference d : run.unlike(first)) {
        ObjectNode one = unlike.addObject().put("rule", d.rule());
        one.putPOJO("first", d.first());
        one.putPOJO("here", d.here());
        one.put("reason", d.reason());
      }
    }
    return json;
  }
}
