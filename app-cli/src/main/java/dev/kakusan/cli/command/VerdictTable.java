package dev.kakusan.cli.command;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.verify.Claim;
import dev.kakusan.verify.Finding;
import dev.kakusan.verify.Report;
import dev.kakusan.verify.Verdict;
import java.util.List;

/** Claims and their verdicts for people. */
final class VerdictTable {

  private VerdictTable() {}

  /** The claims and where they are derived. */
  static String listed(List<Claim> claims) {
    StringBuilder text = new StringBuilder();
    for (Claim claim : claims) {
      text.append(String.format("%-16s %s%n", claim.id(), claim.sentence()));
      text.append(String.format("%-16s   %s%n", "", claim.source()));
    }
    return text.toString();
  }

  /** A line for what is claimed and measured, and one for where the figure was met. */
  static String of(BackendProvider provider, Arithmetic arithmetic, Report report) {
    StringBuilder text = new StringBuilder();
    double u = provider.precision().roundoff();
    text.append(
        String.format(
            "backend %s, %s; a rounding is %.1e, in products of networks %.1e (%s)%n%n",
            provider.name(), provider.engine(), u, arithmetic.roundoff(), arithmetic));
    text.append(row("claim", "", "measured", "bound", "what is claimed"));
    for (Verdict verdict : report.verdicts()) {
      text.append(
          row(
              verdict.claim().id(),
              verdict.holds() ? "ok" : "FAIL",
              verdict.finding().map(f -> figure(f.measured())).orElse("-"),
              verdict.finding().map(VerdictTable::bound).orElse("-"),
              verdict.claim().sentence()));
      text.append(row("", "", "", "", "  " + verdict.words()));
    }
    double seconds = report.verdicts().stream().mapToDouble(Verdict::seconds).sum();
    int failed = report.failures().size();
    text.append(
        String.format(
            "%n%d claims, %s, in %.1f s%n",
            report.verdicts().size(), failed == 0 ? "all hold" : failed + " FAILED", seconds));
    return text.toString();
  }

  private static String row(String id, String holds, String measured, String bound, String words) {
    return String.format("%-16s %-4s %9s %14s  %s%n", id, holds, measured, bound, words);
  }

  private static String bound(Finding finding) {
    if (Double.isInfinite(finding.least())) {
      return "<= " + figure(finding.most());
    }
    if (Double.isInfinite(finding.most())) {
      return ">= " + figure(finding.least());
    }
    return figure(finding.least()) + " to " + figure(finding.most());
  }

  /** Three digits, without an exponent where that is as short. */
  private static String figure(double x) {
    double size = Math.abs(x);
    if (size == 0) {
      return "0";
    }
    return String.format(size < 0.01 || size >= 1e4 ? "%.1e" : "%.3g", x);
  }
}
