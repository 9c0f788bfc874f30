package dev.kakusan.cli.command;

import dev.kakusan.cli.plot.Axis;
import dev.kakusan.cli.plot.Curve;
import dev.kakusan.cli.plot.Plot;
import dev.kakusan.study.OverSeeds;
import dev.kakusan.study.StudyTable;
import dev.kakusan.study.TermCurve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The figures of a study as plots, by the names of their files. */
final class StudyPlots {

  private final StudyTable table;
  private final List<String> caption;

  private StudyPlots(StudyTable table) {
    this.table = table;
    this.caption =
        List.of(
            String.format(
                "%s, %d runs; marks and lines are means over seeds, bars and bands one standard"
                    + " deviation over them",
                table.data().location().replaceFirst("^.*/", ""), table.runs().size()));
  }

  static Map<String, Plot> of(StudyTable table) {
    StudyPlots plots = new StudyPlots(table);
    Map<String, Plot> named = new LinkedHashMap<>();
    named.put(
        "bound.png",
        plots.byVariant(
            "The bound after training",
            Axis.linear("-ELBO, " + table.unit()),
            plots.marks(
                "averaged weights, " + table.study().base().measuredOn() + " examples",
                Curve.Style.DISCS,
                StudyTable.Row::bound)));
    named.put(
        "gradient-variance.png",
        plots.byVariant(
            "Variance of the bound's gradient",
            Axis.logarithmic("sum of the coordinates' variances, a batch"),
            plots.marks("its own estimate", Curve.Style.DISCS, StudyTable.Row::gradientVariance),
            plots.marks(
                "on the same weights, with one draw for two and two for one",
                Curve.Style.DIAMONDS,
                StudyTable.Row::twinGradientVariance)));
    named.put(
        "loss-variance.png",
        plots.byVariant(
            "Variance of the bound's loss",
            Axis.logarithmic("variance of a batch's loss, (nats/dim)^2"),
            plots.marks("its own estimate", Curve.Style.DISCS, StudyTable.Row::lossVariance)));
    named.put(
        "time.png",
        plots.byVariant(
            "Time of a training step",
            Axis.linear("milliseconds"),
            plots.marks(
                "as measured, whatever else the machine did",
                Curve.Style.DISCS,
                row -> {
                  OverSeeds s = row.secondsPerStep();
                  return new OverSeeds(1000 * s.mean(), 1000 * s.std(), s.seeds());
                })));
    named.put("terms.png", plots.terms());
    return named;
  }

  private Plot byVariant(String title, Axis y, Curve... curves) {
    List<String> names = table.rows().stream().map(StudyTable.Row::variant).toList();
    List<Curve> shown = List.of(curves).stream().filter(curve -> curve.x().length > 0).toList();
    if (table.study().variants().areObjectives()) {
      return new Plot(title, caption, Axis.named("", names), y, shown);
    }
    // Side by side, settings are too long for an axis.
    List<String> numbers = IntStream.rangeClosed(1, names.size()).mapToObj(i -> "" + i).toList();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      lines.add(numbers.get(i) + "   " + names.get(i));
    }
    lines.addAll(caption);
    return new Plot(title, lines, Axis.named("", numbers), y, shown);
  }

  private Curve marks(String name, Curve.Style style, Function<StudyTable.Row, OverSeeds> figure) {
    List<double[]> points = new ArrayList<>();
    for (int i = 0; i < table.rows().size(); i++) {
      OverSeeds value = figure.apply(table.rows().get(i));
      if (!Double.isNaN(value.mean())) {
        points.add(new double[] {i, value.mean(), value.std()});
      }
    }
    return curve(name, style, points);
  }

  /** L_{t−1} by t; t = 1 is left out, as a density's logarithm may be negative. */
  private Plot terms() {
    List<Curve> curves = new ArrayList<>();
    for (StudyTable.Row row : table.rows()) {
      List<double[]> points = new ArrayList<>();
      for (TermCurve.Point point : table.terms(row.variant()).points()) {
        OverSeeds nats = point.nats();
        double unit = table.perDimension();
        points.add(new double[] {point.t(), nats.mean() * unit, nats.std() * unit});
      }
      curves.add(curve(row.variant(), Curve.Style.LINE, points));
    }
    return new Plot(
        "Where the bound is lost",
        caption,
        Axis.logarithmic("t"),
        Axis.logarithmic("the term at t, " + table.unit()),
        curves);
  }

  /** Points of x, y and the margin around y. */
  private static Curve curve(String name, Curve.Style style, List<double[]> points) {
    double[][] columns = new double[3][points.size()];
    for (int i = 0; i < points.size(); i++) {
      for (int k = 0; k < 3; k++) {
        columns[k][i] = points.get(i)[k];
      }
    }
    return Curve.around(name, style, columns[0], columns[1], columns[2]);
  }
}
