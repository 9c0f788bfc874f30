package dev.kakusan.cli.command;

import dev.kakusan.cli.plot.Axis;
import dev.kakusan.cli.plot.Curve;
import dev.kakusan.cli.plot.Plot;
import dev.kakusan.objective.Estimate;
import dev.kakusan.objective.Ledger;
import dev.kakusan.objective.Ledger.TimestepTerm;
import java.util.List;

/**
 * The terms of a ledger by t, in bits per dimension, each with a band of two standard errors on
 * either side: L_0 at t = 1, L_{t−1} for t = 2..T, and the prior L_T at T + 1, where it follows. A
 * term that is not above 0, as the density of continuous data may be, stands in the legend alone.
 */
final class LedgerPlot {

  private static final int LONGEST_NAME = 40;

  private LedgerPlot() {}

  static Plot of(Ledger ledger, Protocol protocol) {
    double bits = ledger.bitsPerDimension();
    int steps = protocol.integer("timesteps");
    List<TimestepTerm> later = ledger.perTimestep().stream().filter(term -> term.t() > 1).toList();
    Curve denoising =
        Curve.around(
            named("denoising, all t", ledger.denoising().times(bits)),
            Curve.Style.LINE,
            later.stream().mapToDouble(TimestepTerm::t).toArray(),
            later.stream().mapToDouble(term -> term.term().mean() * bits).toArray(),
            later.stream().mapToDouble(term -> 2 * term.term().standardError() * bits).toArray());
    return new Plot(
        LedgerText.plusMinus(ledger.bitsPerDim(), 3) + " bits/dim   " + place(protocol),
        caption(protocol),
        Axis.logarithmic("t"),
        Axis.logarithmic("bits per dimension"),
        List.of(
            denoising,
            one("reconstruction, t = 1", Curve.Style.DISCS, 1, ledger.reconstruction().times(bits)),
            one("prior", Curve.Style.DIAMONDS, steps + 1, ledger.prior().times(bits))));
  }

  private static Curve one(String name, Curve.Style style, int t, Estimate term) {
    return Curve.around(
        named(name, term),
        style,
        new double[] {t},
        new double[] {term.mean()},
        new double[] {2 * term.standardError()});
  }

  private static String named(String name, Estimate term) {
    boolean tiny = Math.abs(term.mean()) < 0.001; // a prior often is
    String value =
        tiny
            ? String.format("%.1e ± %.1e", term.mean(), term.standardError())
            : LedgerText.plusMinus(term, 4);
    return name + "  " + value + (term.mean() > 0 ? "" : " (not above 0: not drawn)");
  }

  private static String place(Protocol protocol) {
    String place = protocol.text("data");
    return place.length() <= LONGEST_NAME
        ? place
        : "…" + place.substring(place.length() - LONGEST_NAME);
  }

  private static List<String> caption(Protocol p) {
    return List.of(
        "Bands: ± 2 standard errors · %s split, %s examples of %s dimensions, SHA-256 %s… · %s, %s draw%s of noise each"
            .formatted(
                p.text("split"),
                p.text("examples"),
                p.text("dimensions"),
                p.text("dataSha256").substring(0, 12),
                p.text("sum"),
                p.text("draws"),
                p.text("draws").equals("1") ? "" : "s"),
        "T = %s, %s schedule · predicts %s · %s variance · %s, scaling %s · %s weights of step %s · x₀ %s · %s"
            .formatted(
                p.text("timesteps"),
                p.text("schedule"),
                p.text("parameterization"),
                p.text("variance"),
                p.text("decoder"),
                p.text("scaling"),
                p.text("weights"),
                p.text("step"),
                p.text("clip").equals("true") ? "clipped" : "not clipped",
                p.text("backend")));
  }
}
