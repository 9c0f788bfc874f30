package dev.kakusan.study;

import dev.kakusan.data.DatasetDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What a study found, variant by variant and run by run.
 *
 * @param study what was compared
 * @param data the training split
 * @param runs those that were measured
 */
public record StudyTable(Study study, DatasetDescriptor data, List<MeasuredRun> runs) {

  /**
   * One variant over its seeds.
   *
   * @param variant its name: an objective, or settings
   * @param bound −ELBO in {@link #unit()}
   * @param twinGradientVariance of the other estimator on the same weights; NaN where there is none
   * @param twin the gradient variance of the other estimator on the same weights over this one's;
   *     NaN where there is none
   */
  public record Row(
      String variant,
      OverSeeds bound,
      OverSeeds lossVariance,
      OverSeeds gradientVariance,
      OverSeeds squaredGradient,
      OverSeeds twinGradientVariance,
      OverSeeds twin,
      OverSeeds secondsPerStep) {}

  public StudyTable {
    runs = List.copyOf(runs);
  }

  /** What a dimension's share of the bound is counted in: nats for continuous data. */
  public String unit() {
    return data.discrete() ? "bits/dim" : "nats/dim";
  }

  /** The factor from nats per example to {@link #unit()}. */
  public double perDimension() {
    return 1 / (data.shape().size() * (data.discrete() ? Math.log(2) : 1));
  }

  /** One for each objective that has a measured run, in the study's order. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    for (Variant variant : study.variants().each()) {
      List<MeasuredRun> own = of(variant.name());
      if (!own.isEmpty()) {
        rows.add(
            new Row(
                variant.name(),
                OverSeeds.of(own, f -> f.bound().mean() * perDimension()),
                OverSeeds.of(own, Figures::lossVariance),
                OverSeeds.of(own, Figures::gradientVariance),
                OverSeeds.of(own, Figures::squaredGradient),
                OverSeeds.of(own, f -> f.twinGradientVariance().orElse(Double.NaN)),
                OverSeeds.of(own, StudyTable::twin),
                OverSeeds.of(own, Figures::secondsPerStep)));
      }
    }
    return rows;
  }

  /** The measured runs of a variant, seed by seed. */
  public List<MeasuredRun> of(String variant) {
    return runs.stream().filter(run -> run.run().variant().equals(variant)).toList();
  }

  /** The terms of a measured variant's bound by t. */
  public TermCurve terms(String variant) {
    List<MeasuredRun> own = of(variant);
    return TermCurve.of(own, own.get(0).run().plan().schedule().steps());
  }

  private static double twin(Figures figures) {
    OptionalDouble other = figures.twinGradientVariance();
    return other.isEmpty() ? Double.NaN : other.getAsDouble() / figures.gradientVariance();
  }

  /** One line for each run, with every figure that fits a cell. */
  public String csv() {
    StringBuilder text =
        new StringBuilder(
            study.variants().kind()
                + ",seed,bound_"
                + unit().replace("/", "_per_")
                + ",bound_standard_error,loss_variance,gradient_variance,squared_gradient,"
                + "twin_gradient_variance,seconds_per_step\n");
    for (MeasuredRun run : runs) {
      Figures f = run.figures();
      OptionalDouble twin = f.twinGradientVariance();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%d,%s,%s,%s,%s,%s,%s,%s%n",
              quoted(run.run().variant()),
              run.run().seed(),
              f.bound().mean() * perDimension(),
              f.bound().standardError() * perDimension(),
              f.lossVariance(),
              f.gradientVariance(),
              f.squaredGradient(),
              twin.isEmpty() ? "" : twin.getAsDouble(),
              f.secondsPerStep()));
    }
    return text.toString();
  }

  /** A name with commas as one cell (RFC 4180). */
  private static String quoted(String name) {
    return name.contains(",") ? '"' + name + '"' : name;
  }
}
