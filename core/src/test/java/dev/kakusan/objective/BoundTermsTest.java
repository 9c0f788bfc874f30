package dev.kakusan.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.InMemoryDataset;
import dev.kakusan.data.Split;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.process.ForwardProcess;
import dev.kakusan.process.Parameterization;
import dev.kakusan.process.ReverseProcess;
import dev.kakusan.process.ReverseVariance;
import dev.kakusan.process.Speaking;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class BoundTermsTest {

  private static final Path GOLDEN = Path.of("../../shared/golden/schedules.json");

  private final Compute compute = new ReferenceBackendProvider().open("cpu", 1).compute();

  /** Some network that is wrong in a way of its own at every t. */
  private static final Denoiser SOME = (xt, t) -> xt.times(0.3).tanh().plus(0.05);

  private ForwardProcess forward(NoiseSchedule schedule) {
    return new ForwardProcess(schedule, compute);
  }

  @Test
  void thePriorTermAgreesWithTheGoldenNumbers() throws IOException {
    assumeTrue(Files.exists(GOLDEN), "no golden numbers beside the project");
    JsonNode golden =
        new ObjectMapper().readTree(Files.readAllBytes(GOLDEN)).get("prior_nats_per_dim_at_x0_0.5");
    // The golden numbers are differences of numbers near 1: good to a few units of 1e-16.
    assertThat(prior(NoiseSchedules.linear(1000)))
        .isCloseTo(golden.get("linear1000").asDouble(), within(1e-15));
    assertThat(prior(NoiseSchedules.cosine(1000)))
        .isCloseTo(golden.get("cosine1000").asDouble(), within(1e-15));
  }

  private double prior(NoiseSchedule schedule) {
    return new BoundTerms(forward(schedule), ReverseVariance.SMALL, new ContinuousDecoder())
        .prior(new double[] {0.5});
  }

  @ParameterizedTest
  @EnumSource
  void lossesWithTheExactWeightAreUnbiasedForTheBound(ObjectiveKind kind) {
    NoiseSchedule schedule = NoiseSchedules.cosine(8);
    Dataset data = pixels(400);
    for (ReverseVariance variance : ReverseVariance.values()) {
      Denoiser network = variance.learned() ? Speaking.of(compute, SOME, 0.4) : SOME;
      ReverseProcess reverse =
          new ReverseProcess(forward(schedule), kind.parameterization(), variance, false);
      Ledger ledger =
          new EvaluateBound(reverse, new PixelDecoder(17), ProgressObserver.SILENT)
              .run(network, data, request(400, TermSelection.exact(8), 20));
      double wanted = ledger.total().mean() - ledger.prior().mean() + leftIn(kind, schedule);
      Objective objective =
          new ObjectivePlan(kind, LossWeighting.ELBO, variance)
              .on(forward(schedule), new PixelDecoder(17));
      SummaryStatistics losses = new SummaryStatistics();
      for (int batch = 0; batch < 60; batch++) {
        for (double loss : losses(objective, network, data, batch)) {
          losses.addValue(loss * 4);
        }
      }
      double error = losses.getStandardDeviation() / Math.sqrt((double) losses.getN());
      double exact = Math.hypot(error, ledger.total().standardError());
      assertThat(losses.getMean())
          .as("%s, %s", kind, variance)
          .isCloseTo(wanted, within(5 * exact));
    }
  }

  /** What two draws leave in: the entropies of the forward posteriors, in four dimensions. */
  private static double leftIn(ObjectiveKind kind, NoiseSchedule schedule) {
    double entropies = 0;
    for (int t = 2; t <= schedule.steps(); t++) {
      entropies += 4 * Math.log(2 * Math.PI * Math.E * schedule.posteriorVariance(t)) / 2;
    }
    return kind == ObjectiveKind.TWO_SAMPLE ? entropies : 0;
  }

  private double[] losses(Objective objective, Denoiser network, Dataset data, int batch) {
    Shape shape = Shape.of(400, 1, 2, 2);
    double[] x0 = new double[shape.size()];
    for (int i = 0; i < 400; i++) {
      data.copy(i, x0, 4 * i);
    }
    for (int i = 0; i < x0.length; i++) {
      x0[i] = x0[i] / 8 - 1;
    }
    RandomKey key = RandomKey.root(77).child(batch);
    int[] t = TimestepSampler.STRATIFIED.draw(key.child("t"), 400, 8);
    return compute.tidied(
        () -> objective.losses(network, compute.tensor(x0, shape), t, key).toDoubles());
  }

  @Test
  void sampledTimesAgreeWithTheExactSumAndBatchesChangeNothing() {
    NoiseSchedule schedule = NoiseSchedules.linear(40);
    ReverseProcess reverse =
        new ReverseProcess(forward(schedule), Parameterization.V, ReverseVariance.SMALL, false);
    EvaluateBound evaluate =
        new EvaluateBound(reverse, new PixelDecoder(17), ProgressObserver.SILENT);
    Dataset data = pixels(300);
    Ledger exact = evaluate.run(SOME, data, request(300, TermSelection.exact(40), 1));
    Ledger sampled = evaluate.run(SOME, data, request(300, TermSelection.sampled(schedule, 5), 4));
    assertThat(sampled.total().mean())
        .isCloseTo(
            exact.total().mean(),
            within(5 * Math.hypot(exact.total().standardError(), sampled.total().standardError())));
    assertThat(sampled.networkCalls()).isEqualTo(300L * 6 * 4);
    Ledger other =
        evaluate.run(
            SOME,
            data,
            new EvaluateBound.Request(300, TermSelection.exact(40), 1, 7, RandomKey.root(9)));
    assertThat(other.total().mean())
        .isCloseTo(exact.total().mean(), within(1e-12 * Math.abs(exact.total().mean())));
  }

  /**
   * A network that always says 0 has the same term for every draw of an example, so more draws tell
   * nothing new about the mean over examples.
   */
  @Test
  void drawsOfOneExampleAreNotCountedAsIndependent() {
    NoiseSchedule schedule = NoiseSchedules.linear(6);
    ReverseProcess reverse =
        new ReverseProcess(forward(schedule), Parameterization.X0, ReverseVariance.LARGE, false);
    EvaluateBound evaluate =
        new EvaluateBound(reverse, new ContinuousDecoder(), ProgressObserver.SILENT);
    Denoiser zero = (xt, t) -> xt.times(0);
    Ledger one = evaluate.run(zero, pixels(50), request(50, TermSelection.exact(6), 1));
    Ledger many = evaluate.run(zero, pixels(50), request(50, TermSelection.exact(6), 9));
    for (int t = 1; t <= 6; t++) {
      Ledger.TimestepTerm term = many.perTimestep().get(t - 1);
      Estimate wanted = one.perTimestep().get(t - 1).term();
      assertThat(term.draws()).isEqualTo(450);
      assertThat(term.term().mean()).isCloseTo(wanted.mean(), withinPercentage(1e-9));
      assertThat(term.term().standardError())
          .as("t=%d", t)
          .isCloseTo(wanted.standardError(), withinPercentage(1e-9));
    }
  }

  private static EvaluateBound.Request request(int n, TermSelection selection, int draws) {
    return new EvaluateBound.Request(n, selection, draws, 256, RandomKey.root(9));
  }

  private static Dataset pixels(int n) {
    float[] values = new float[4 * n];
    for (int i = 0; i < values.length; i++) {
      values[i] = RandomKey.root(2).child(i).index(17);
    }
    int[] labels = new int[n];
    Arrays.fill(labels, -1);
    return InMemoryDataset.of("pixels", Split.TEST, Shape.of(1, 2, 2), 17, 0, values, labels);
  }
}
