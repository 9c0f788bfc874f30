package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.Precision;
import dev.kakusan.verify.Claim;
import dev.kakusan.verify.Claims;
import dev.kakusan.verify.Finding;
import dev.kakusan.verify.Report;
import dev.kakusan.verify.Subject;
import dev.kakusan.verify.Verdict;
import dev.kakusan.verify.Verify;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the derivation's claims on a backend. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks every claim of the derivation: what is claimed, what was measured, the bound it must",
      "meet. Exit code 1 where a claim fails. Bounds are derived from the backend's precision, or",
      "are five standard errors; all draws have a fixed seed, so a figure can be met again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan verify                                    on PyTorch, against plain Java",
      "  kakusan verify --backend reference                in double precision: the tightest bounds",
      "  kakusan verify --list                             the claims and where they are derived",
      "  kakusan verify --claim S2,S9                      some of them",
      "  kakusan verify --claim ddim                       all whose name begins so",
      "  kakusan verify --json > verify.json"
    })
public final class VerifyCommand implements Callable<Integer> {

  /** The backend that others are compared with. */
  private static final String ORACLE = "reference";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "what computes: see 'kakusan backends' (djl)")
  String backend = "djl";

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "where it computes (the backend's first)")
  String device = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "processor threads of an operation (1; more only hinder such small work)")
  int threads = 1;

  @Option(
      names = "--claim",
      split = ",",
      paramLabel = "NAME",
      description = "only claims of these names, or that begin so")
  List<String> claims = List.of();

  @Option(names = "--list", description = "list the claims and check none")
  boolean list;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() {
    List<Claim> chosen = Verify.chosen(Claims.all(), claims);
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      list(out, chosen);
      out.flush();
      return 0;
    }
    if (threads < 0) {
      throw new InvalidInput("threads must be 0 or more, got " + threads);
    }
    BackendProvider provider = Application.backends().named(backend);
    Report report = report(provider, chosen);
    if (json) {
      out.println(Jsons.text(json(provider, report)));
    } else {
      print(out, provider, report);
    }
    out.flush();
    return report.holds() ? 0 : 1;
  }

  private Report report(BackendProvider provider, List<Claim> chosen) {
    BackendProvider oracle = Application.backends().named(ORACLE);
    String where = device.isEmpty() ? provider.devices().get(0) : device;
    try (Backend subject = provider.open(where, threads);
        Backend compared = oracle.open(oracle.devices().get(0), 1);
        ConsoleProgress progress = new ConsoleProgress("verify")) {
      return new Verify(chosen, progress).run(new Subject(subject, provider.precision(), compared));
    }
  }

  private void list(PrintWriter out, List<Claim> chosen) {
    if (json) {
      ObjectNode object = Jsons.object();
      ArrayNode all = object.putArray("claims");
      chosen.forEach(claim -> describe(all.addObject(), claim));
      out.println(Jsons.text(object));
      return;
    }
    for (Claim claim : chosen) {
      out.printf("%-16s %s%n%-16s   %s%n", claim.id(), claim.sentence(), "", claim.source());
    }
  }

  private static void print(PrintWriter out, BackendProvider provider, Report report) {
    double u = provider.precision() == Precision.FLOAT32 ? 0x1p-24 : 0x1p-53;
    out.printf("backend %s, %s; a rounding is %.1e%n%n", provider.name(), provider.engine(), u);
    out.printf("%-16s %-4s %10s %20s  %s%n", "claim", "", "measured", "bound", "what is claimed");
    for (Verdict verdict : report.verdicts()) {
      Claim claim = verdict.claim();
      String measured = verdict.finding().map(f -> figure(f.measured())).orElse("-");
      String bound = verdict.finding().map(VerifyCommand::bound).orElse("-");
      out.printf(
          "%-16s %-4s %10s %20s  %s%n",
          claim.id(), verdict.holds() ? "ok" : "FAIL", measured, bound, claim.sentence());
      out.printf("%54s  %s%n", "", words(verdict));
    }
    double seconds = report.verdicts().stream().mapToDouble(Verdict::seconds).sum();
    int failed = report.failures().size();
    out.printf(
        "%n%d claims, %s, in %.1f s%n",
        report.verdicts().size(), failed == 0 ? "all hold" : failed + " FAILED", seconds);
  }

  private static String words(Verdict verdict) {
    return verdict.exception().orElseGet(() -> verdict.finding().map(Finding::words).orElse(""));
  }

  private static String figure(double x) {
    return x != 0 && (Math.abs(x) < 0.01 || Math.abs(x) >= 10_000)
        ? String.format("%.2e", x)
        : String.format("%.4f", x);
  }

  private static String bound(Finding finding) {
    if (Double.isInfinite(finding.least())) {
      return "<= " + figure(finding.most());
    }
    if (Double.isInfinite(finding.most())) {
      return ">= " + figure(finding.least());
    }
    return "in " + figure(finding.least()) + ".." + figure(finding.most());
  }

  private static ObjectNode json(BackendProvider provider, Report report) {
    ObjectNode object = Jsons.object();
    object.put("backend", provider.name());
    object.put("engine", provider.engine());
    object.put("precision", provider.precision().name());
    object.put("holds", report.holds());
    ArrayNode claims = object.putArray("claims");
    for (Verdict verdict : report.verdicts()) {
      ObjectNode one = claims.addObject();
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
      one.put(verdict.exception().isPresent() ? "exception" : "detail", words(verdict));
      one.put("seconds", verdict.seconds());
    }
    return object;
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
