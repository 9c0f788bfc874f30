package dev.kakusan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.Shape;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.data.Split;
import dev.kakusan.objective.Estimate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class StudyTableTest {

  private static final Study STUDY = Studies.of(List.of("x0", "v"), 2, Map.of());

  private static Figures figures(double nats, OptionalDouble twin) {
    List<Figures.Term> terms = List.of(new Figures.Term(1, 2), new Figures.Term(2, 0.5));
    return new Figures(0.004, 0.25, 3000, 7, twin, new Estimate(nats, 0.5), terms);
  }

  private static StudyTable table(int levels) {
    List<MeasuredRun> measured = new ArrayList<>();
    for (StudyRun run : STUDY.runs()) {
      boolean x0 = run.variant().equals("x0");
      OptionalDouble twin = x0 ? OptionalDouble.of(6000) : OptionalDouble.empty();
      measured.add(new MeasuredRun(run, figures(2 + 4.0 * (int) run.seed(), twin)));
    }
    return new StudyTable(
        STUDY, new DatasetDescriptor("some", Split.TRAIN, Shape.of(2), levels, 0, ""), measured);
  }

  @Test
  void aRowIsTheMeanAndTheSpreadOverSeeds() {
    StudyTable.Row row = table(0).rows().get(0);
    // 2 and 6 nats on two dimensions: 1 and 3, their standard deviation √2.
    assertThat(row.bound().mean()).isEqualTo(2);
    assertThat(row.bound().std()).isCloseTo(Math.sqrt(2), within(1e-15));
    assertThat(row.twin().mean()).isEqualTo(2);
    assertThat(table(0).rows().get(1).twin().mean()).isNaN();
    assertThat(table(0).unit()).isEqualTo("nats/dim");
  }

  @Test
  void theCurveLeavesOutTheDecoder() {
    List<TermCurve.Point> points = table(0).terms("v").points();
    assertThat(points).containsExactly(new TermCurve.Point(2, new OverSeeds(0.5, 0, 2)));
  }

  @Test
  void dataWithLevelsAreCountedInBits() {
    assertThat(table(17).unit()).isEqualTo("bits/dim");
    assertThat(table(17).rows().get(0).bound().mean()).isCloseTo(2 / Math.log(2), within(1e-15));
  }

  @Test
  void thePageHasEveryRowAndSaysWhatItsColumnsAre() {
    String page = StudyPage.of(table(0), List.of("a.png"));
    assertThat(page)
        .contains("| `x0` | 2.000 ± 1.414 | 2.50e-01 ± 0.0e+00 | 3.00e+03 ± 0.0e+00 |")
        .contains("| `v` | 2.000 ± 1.414 |")
        .contains("4 runs of 3 steps (batch 8)", "**gradient variance**", "over 4 draws")
        .contains("![a.png](a.png)");
  }

  @Test
  void theCsvHasOneLineForEachRun() {
    List<String> lines = table(0).csv().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(lines.get(0)).startsWith("objective,seed,bound_nats_per_dim,");
    assertThat(lines.get(1)).isEqualTo("x0,0,1.0,0.25,0.25,3000.0,7.0,6000.0,0.004");
    assertThat(lines.get(4)).isEqualTo("v,1,3.0,0.25,0.25,3000.0,7.0,,0.004");
  }

  @Test
  void variantsAreCalledSo() {
    Study study = Studies.of(Variants.parse(List.of("hidden=3,3")), 1, Map.of());
    Figures figures = figures(2, OptionalDouble.empty());
    List<MeasuredRun> runs = List.of(new MeasuredRun(study.runs().get(0), figures));
    DatasetDescriptor data = new DatasetDescriptor("some", Split.TRAIN, Shape.of(2), 0, 0, "");
    StudyTable table = new StudyTable(study, data, runs);
    assertThat(table.csv()).startsWith("variant,seed,").contains("\n\"hidden=3,3\",0,1.0,");
    assertThat(StudyPage.of(table, List.of()))
        .contains("# Variants side by side", "| variant |", "| `hidden=3,3` | 1.000 |")
        .contains("but for what a variant changes");
  }

  @Test
  void figuresComeBackAsTheyWereKept() {
    for (OptionalDouble twin : List.of(OptionalDouble.empty(), OptionalDouble.of(0.1))) {
      Figures figures = figures(1.0 / 3, twin);
      assertThat(Figures.of(figures.toMap(), "F")).isEqualTo(figures);
    }
  }
}
