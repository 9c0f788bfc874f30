package dev.kakusan.study;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/**
 * L_{t−1} over t, t ≥ 2, of the runs of one objective; near times are averaged, for a thousand
 * would be a thicket.
 *
 * @param points by rising t
 */
public record TermCurve(List<Point> points) {

  /** Groups of times between 2 and T, even on a logarithmic axis. */
  private static final int GROUPS = 40;

  /**
   * @param t the mean of the group's times
   * @param nats per example, over seeds
   */
  public record Point(double t, OverSeeds nats) {}

  public TermCurve {
    points = List.copyOf(points);
  }

  /**
   * The curve of runs with terms at some of the times 1..steps.
   *
   * @param steps T
   */
  static TermCurve of(Collection<MeasuredRun> runs, int steps) {
    TreeMap<Integer, List<Double>> times = new TreeMap<>();
    TreeMap<Integer, List<Double>> values = new TreeMap<>();
    for (MeasuredRun run : runs) {
      TreeMap<Integer, List<Double>> own = new TreeMap<>();
      for (Figures.Term term : run.figures().terms()) {
        if (term.t() > 1) {
          int group =
              (int) (GROUPS * Math.log(term.t() / 2.0) / Math.log(Math.max(3, steps) / 2.0));
          own.computeIfAbsent(group, unused -> new ArrayList<>()).add(term.nats());
          times.computeIfAbsent(group, unused -> new ArrayList<>()).add((double) term.t());
        }
      }
      own.forEach(
          (group, seen) ->
              values.computeIfAbsent(group, unused -> new ArrayList<>()).add(over(seen).mean()));
    }
    List<Point> points = new ArrayList<>();
    values.forEach(
        (group, seen) ->
            points.add(new Point(over(times.getOrDefault(group, List.of())).mean(), over(seen))));
    return new TermCurve(points);
  }

  private static OverSeeds over(List<Double> values) {
    return OverSeeds.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
