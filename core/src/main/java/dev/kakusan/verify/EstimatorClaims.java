package dev.kakusan.verify;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.objective.LossWeighting;
import dev.kakusan.objective.Objective;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.ObjectivePlan;
import dev.kakusan.objective.TimestepSampler;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/** Two draws and one draw estimate the same gradient (theory S8). */
final class EstimatorClaims {

  private static final int BATCHES = 600;
  private static final int BATCH = 16;
  private static final int STEPS = 300;

  private EstimatorClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "S8",
            "two draws and one draw have the same expected gradient, in every coordinate",
            "theory S6, S8",
            EstimatorClaims::sameGradient),
        new Claim(
            "S8-variance",
            "the gradient of one draw varies less: it is that of two draws, Rao-Blackwellised",
            "theory S8",
            EstimatorClaims::smallerVariance));
  }

  /** Each coordinate of the gradient of some objective over the batches. */
  private static SummaryStatistics[] some(int coordinates) {
    SummaryStatistics[] statistics = new SummaryStatistics[coordinates];
    for (int i = 0; i < coordinates; i++) {
      statistics[i] = new SummaryStatistics();
    }
    return statistics;
  }

  /** Both gradients, batch by batch; the pairs share data and times, so differences vary less. */
  private record Gradients(
      SummaryStatistics[] two, SummaryStatistics[] one, SummaryStatistics[] difference) {

    static Gradients of(Subject subject, LossWeighting weighting) {
      int coordinates = (int) Subject.spec(1).size();
      Gradients all = new Gradients(some(coordinates), some(coordinates), some(coordinates));
      Objective two = objective(subject, ObjectiveKind.TWO_SAMPLE, weighting);
      Objective one = objective(subject, ObjectiveKind.POSTERIOR_MEAN, weighting);
      try (TrainableDenoiser network = subject.network(1)) {
        train(subject, network);
        for (int batch = 0; batch < BATCHES; batch++) {
          RandomKey key = Subject.KEY.child("estimators").child(batch);
          double[] second = gradient(subject, network, two, key, key.child("two"));
          double[] first = gradient(subject, network, one, key, key.child("one"));
          for (int i = 0; i < coordinates; i++) {
            all.two[i].addValue(second[i]);
            all.one[i].addValue(first[i]);
            all.difference[i].addValue(second[i] - first[i]);
          }
        }
      }
      return all;
    }
  }

  private static Objective objective(Subject subject, ObjectiveKind kind, LossWeighting weighting) {
    return new ObjectivePlan(kind, weighting, ReverseVariance.SMALL)
        .on(new ForwardProcess(Plans.SCHEDULE, subject.compute()), new ContinuousDecoder());
  }

  /** Some steps of learning: where the mean is nearly right, the draws make the variance. */
  private static void train(Subject subject, TrainableDenoiser network) {
    Objective objective = objective(subject, ObjectiveKind.POSTERIOR_MEAN, LossWeighting.SIMPLE);
    for (long step = 1; step <= STEPS; step++) {
      RandomKey key = Subject.KEY.child("training").child(step);
      network.update(new StepSettings(step, 0.02, 0), losses(subject, objective, key, key)).read();
    }
  }

  private static double[] gradient(
      Subject subject,
      TrainableDenoiser network,
      Objective objective,
      RandomKey batch,
      RandomKey noise) {
    return Arrays.stream(network.gradients(losses(subject, objective, batch, noise)))
        .flatMapToDouble(Arrays::stream)
        .toArray();
  }

  private static Function<Denoiser, Tensor> losses(
      Subject subject, Objective objective, RandomKey batch, RandomKey noise) {
    double[] x0 = batch.child("x0").gaussians(2 * BATCH);
    int[] t = TimestepSampler.STRATIFIED.draw(batch.child("t"), BATCH, Plans.SCHEDULE.steps());
    return network -> {
      Tensor data = subject.compute().tensor(x0, Shape.of(BATCH, 2));
      return objective.losses(network, data, t, noise);
    };
  }

  private static Finding sameGradient(Subject subject) {
    Worst worst = new Worst();
    for (LossWeighting weighting : List.of(LossWeighting.ELBO, LossWeighting.SIMPLE)) {
      Gradients gradients = Gradients.of(subject, weighting);
      for (int i = 0; i < gradients.difference().length; i++) {
        SummaryStatistics d = gradients.difference()[i];
        double error = d.getStandardDeviation() / Math.sqrt(BATCHES);
        worst.see(
            d.getMean(), 0, 5 * error, "weight " + i + ", " + weighting + " (5 standard errors)");
      }
    }
    return worst.finding();
  }

  private static Finding smallerVariance(Subject subject) {
    Gradients gradients = Gradients.of(subject, LossWeighting.ELBO);
    double two = 0;
    double one = 0;
    for (int i = 0; i < gradients.two().length; i++) {
      two += gradients.two()[i].getVariance();
      one += gradients.one()[i].getVariance();
    }
    return Finding.atLeast(1, two / one, "variance of two draws' gradient / of one draw's");
  }
}
