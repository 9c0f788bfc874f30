package dev.kakusan.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.BackendContract;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.InMemoryDataset;
import dev.kakusan.data.Split;
import dev.kakusan.objective.BoundTerms;
import dev.kakusan.objective.ContinuousDecoder;
import dev.kakusan.objective.Estimate;
import dev.kakusan.objective.EvaluateBound;
import dev.kakusan.objective.Ledger;
import dev.kakusan.objective.TermSelection;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.random.RandomKey;
import dev.kakusan.sampling.SampleModel;
import dev.kakusan.sampling.SampleRequest;
import dev.kakusan.sampling.Sampler;
import dev.kakusan.sampling.SamplerKind;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.Arrays;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For Gaussian data with the best denoiser all has a closed form (theory, section 7). */
public interface ClosedFormContract extends BackendContract {

  /** Neither centred nor of unit variance, so that a mistaken coefficient shows. */
  GaussianData DATA = new GaussianData(0.7, 0.4);

  private ForwardProcess forward(NoiseSchedule schedule) {
    return new ForwardProcess(schedule, backend().compute());
  }

  @ParameterizedTest
  @EnumSource
  default void everyTermOfTheLedgerMeetsItsClosedForm(Parameterization parameterization) {
    NoiseSchedule schedule = NoiseSchedules.cosine(12);
    for (ReverseVariance variance : ReverseVariance.fixed()) {
      ForwardProcess forward = forward(schedule);
      ReverseProcess reverse = new ReverseProcess(forward, parameterization, variance, false);
      Dataset data = draws(3000, 2);
      Ledger ledger =
          new EvaluateBound(reverse, new ContinuousDecoder(), ProgressObserver.SILENT)
              .run(
                  DATA.denoiser(forward, parameterization),
                  data,
                  new EvaluateBound.Request(
                      3000, TermSelection.exact(12), 1, 500, RandomKey.root(3)));
      BoundTerms terms = new BoundTerms(forward, variance, new ContinuousDecoder());
      double total = 0;
      String where = parameterization + ", " + variance + " variance";
      for (Ledger.TimestepTerm term : ledger.perTimestep()) {
        int t = term.t();
        double expected =
            t == 1
                ? DATA.leastError(schedule, 1) / (2 * variance.decoder(schedule))
                    + Math.log(2 * Math.PI * variance.decoder(schedule)) / 2
                : terms.weightOnX0(t) * DATA.leastError(schedule, t) + terms.varianceMismatch(t);
        assertNear(term.term(), 2 * expected, where + ", t=" + t);
        total += 2 * expected;
      }
      assertThat(ledger.perTimestep()).as(where).hasSize(12);
      double secondMoment = DATA.mean() * DATA.mean() + DATA.std() * DATA.std();
      double prior =
          schedule.alphaBar(12) * (secondMoment - 1) - Math.log(schedule.noiseVariance(12));
      assertNear(ledger.prior(), prior, where + ", prior");
      assertNear(ledger.total(), total + prior, where + ", total");
      // The bound cannot beat the truth.
      assertThat(total + prior).as(where).isGreaterThan(2 * DATA.entropy());
    }
  }

  /** Five standard errors, and the rounding of the backend. */
  private void assertNear(Estimate estimate, double expected, String where) {
    double rounding = precision() == Precision.FLOAT32 ? 1e-4 * (1 + Math.abs(expected)) : 1e-9;
    assertThat(estimate.mean())
        .as(where)
        .isCloseTo(expected, within(5 * estimate.standardError() + rounding));
  }

  @ParameterizedTest
  @EnumSource
  default void everyReverseStepHasItsMeanAndVariance(Parameterization parameterization) {
    NoiseSchedule schedule = NoiseSchedules.linear(20);
    ForwardProcess forward = forward(schedule);
    Denoiser best = DATA.denoiser(forward, parameterization);
    double[] x = RandomKey.root(1).gaussians(64);
    double[] z = RandomKey.root(2).gaussians(64);
    Shape shape = Shape.of(32, 2);
    for (ReverseVariance variance : ReverseVariance.fixed()) {
      ReverseProcess reverse = new ReverseProcess(forward, parameterization, variance, false);
      for (int k = 1; k <= 20; k++) {
        double[] ancestral = step(SamplerKind.ANCESTRAL.on(reverse, 0), best, x, z, k, shape);
        double[] still = step(SamplerKind.DDIM.on(reverse, 0), best, x, z, k, shape);
        double[] noisy = step(SamplerKind.DDIM.on(reverse, 1), best, x, z, k, shape);
        for (int i = 0; i < x.length; i++) {
          double x0 = DATA.bestX0(schedule, k, x[i]);
          double mean = schedule.posteriorX0(k) * x0 + schedule.posteriorXt(k) * x[i];
          double noise = k == 1 ? 0 : z[i];
          double std = Math.sqrt(variance.at(schedule, k));
          double small = Math.sqrt(schedule.posteriorVariance(k));
          double eps = (x[i] - schedule.signalScale(k) * x0) / schedule.noiseScale(k);
          double ddim = schedule.signalScale(k - 1) * x0 + schedule.noiseScale(k - 1) * eps;
          String where = parameterization + ", " + variance + ", k=" + k;
          assertThat(ancestral[i]).as(where).isCloseTo(mean + std * noise, within(rounding()));
          assertThat(still[i]).as(where).isCloseTo(ddim, within(rounding()));
          // DDIM with eta 1 on all times is ancestral with the small variance.
          assertThat(noisy[i]).as(where).isCloseTo(mean + small * noise, within(rounding()));
        }
      }
    }
  }

  /**
   * The most that a step's numbers may be off: values are below 10, and at the largest t the mean's
   * parameterization divides by a coefficient of about 0.02, so single precision's 6e-8 · 10 / 0.02
   * stays under 1e-4; double precision has nine digits more.
   */
  private double rounding() {
    return precision() == Precision.FLOAT32 ? 1e-4 : 1e-11;
  }

  private double[] step(
      Sampler sampler, Denoiser network, double[] x, double[] z, int k, Shape shape) {
    var compute = backend().compute();
    return compute.tidied(
        () -> {
          Tensor noise = compute.tensor(z, shape);
          return sampler.step(network, compute.tensor(x, shape), k, () -> noise).toDoubles();
        });
  }

  @ParameterizedTest
  @EnumSource
  default void aWholeChainHasTheVarianceOfItsRecursion(SamplerKind kind) {
    NoiseSchedule schedule = NoiseSchedules.cosine(10);
    ForwardProcess forward = forward(schedule);
    ReverseProcess reverse =
        new ReverseProcess(forward, Parameterization.V, ReverseVariance.LARGE, false);
    int n = 8000;
    double[] samples =
        new SampleModel(reverse, Shape.of(1), ProgressObserver.SILENT)
            .run(
                DATA.denoiser(forward, Parameterization.V),
                new SampleRequest(n, kind, 10, 0, false, 3000, RandomKey.root(5)),
                SampleModel.Trace.NONE);
    double mean = 0;
    double variance = 1;
    for (int k = 10; k >= 1; k--) {
      double slope = DATA.slope(schedule, k);
      double offset = DATA.mean() * (1 - slope * schedule.signalScale(k));
      boolean ddim = kind == SamplerKind.DDIM;
      double ofX0 =
          ddim
              ? schedule.signalScale(k - 1)
                  - schedule.noiseScale(k - 1) * schedule.signalScale(k) / schedule.noiseScale(k)
              : schedule.posteriorX0(k);
      double ofX =
          ddim ? schedule.noiseScale(k - 1) / schedule.noiseScale(k) : schedule.posteriorXt(k);
      double factor = ofX0 * slope + ofX;
      mean = factor * mean + ofX0 * offset;
      variance = factor * factor * variance + (ddim || k == 1 ? 0 : schedule.beta(k));
    }
    SummaryStatistics seen = new SummaryStatistics();
    Arrays.stream(samples).forEach(seen::addValue);
    // Standard errors: σ/√n of the mean, σ²·√(2/n) of the variance; five of each.
    assertThat(seen.getMean()).isCloseTo(mean, within(5 * Math.sqrt(variance / n)));
    assertThat(seen.getVariance()).isCloseTo(variance, within(5 * variance * Math.sqrt(2.0 / n)));
  }

  private static Dataset draws(int n, int dimensions) {
    double[] normal = RandomKey.root(11).gaussians(n * dimensions);
    float[] values = new float[normal.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (DATA.mean() + DATA.std() * normal[i]);
    }
    int[] labels = new int[n];
    Arrays.fill(labels, -1);
    return InMemoryDataset.of("gaussian", Split.TEST, Shape.of(dimensions), 0, 0, values, labels);
  }
}
