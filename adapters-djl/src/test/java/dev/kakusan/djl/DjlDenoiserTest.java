package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.HeldWeights;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepReport;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.random.RandomKey;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contract does not ask, U-Nets above all. */
final class DjlDenoiserTest {

  private static final RandomKey KEY = RandomKey.root(7);
  private static final UNetSpec SMALL =
      new UNetSpec(Shape.of(1, 8, 8), List.of(16, 16), 1, List.of(false, true), true, 8, 4, 1);
  private static final int[] TIMES = {1, 2, 3, 4, 5, 6, 7, 8};

  private final DjlBackend backend = (DjlBackend) new DjlBackendProvider().open("cpu", 1);

  @AfterEach
  void close() {
    backend.close();
  }

  private TrainableDenoiser fresh(DenoiserSpec spec) {
    return backend.denoiser(spec, OptimizerSpec.DEFAULT, KEY);
  }

  private Tensor gaussians(String name, Shape shape) {
    return backend.compute().tensor(KEY.child(name).gaussians(shape.size()), shape);
  }

  /** How far the answers for eight noisy examples are from eight others. */
  private Function<Denoiser, Tensor> misses(DenoiserSpec spec) {
    Shape batch = spec.example().batchOf(8);
    return n ->
        n.predict(gaussians("x", batch), TIMES)
            .minus(gaussians("y", batch))
            .square()
            .meanPerExample();
  }

  private StepReport learn(TrainableDenoiser network, DenoiserSpec spec, int step) {
    return network.update(new StepSettings(step, 1e-2, 0.9), misses(spec));
  }

  @Test
  void aPerceptronOverfitsEightExamples() {
    overfits(new MlpSpec(Shape.of(6), List.of(32), 8, 1));
  }

  @Test
  void aUNetOverfitsEightImages() {
    overfits(SMALL);
  }

  private void overfits(DenoiserSpec spec) {
    TrainableDenoiser network = fresh(spec);
    double first = learn(network, spec, 1).read().loss();
    double last = first;
    for (int step = 2; step <= 200; step++) {
      last = learn(network, spec, step).read().loss();
    }
    assertThat(last).isLessThan(first / 100);
  }

  @Test
  void theUNetOfTheMainJobHasTheWeightsOfDiffusersAndAnswersInItsShape() {
    UNetSpec spec =
        new UNetSpec(
            Shape.of(1, 28, 28),
            List.of(32, 64, 64),
            1,
            List.of(false, false, true),
            true,
            32,
            8,
            1);
    assertThat(spec.size()).isEqualTo(1_112_801);
    Shape batch = spec.example().batchOf(2);
    Tensor answer = fresh(spec).predict(gaussians("x", batch), new int[] {1, 1000});
    assertThat(answer.shape()).isEqualTo(batch);
    // The last convolution starts at zero.
    assertThat(answer.toDoubles()).containsOnly(0);
  }

  @Test
  void aUNetsGradientsAreThoseOfCentralDifferences() {
    TrainableDenoiser network = fresh(SMALL);
    HeldWeights weights = HeldWeights.of(network, WeightPart.MODEL);
    RandomKey drawn = KEY.child("conv_out");
    drawn.uniforms(weights.values("conv_out.weight"), -0.1, 0.1);
    network.readFrom(WeightPart.MODEL, weights);
    double[][] gradients = network.gradients(misses(SMALL));
    for (int i = 0; i < gradients.length; i++) {
      String name = SMALL.parameters().get(i).name();
      double[] values = weights.values(name);
      int k = KEY.child(name).index(values.length);
      double kept = values[k];
      // A loss near 1.5 in single precision is off by a few 1e-7, the quotient by a few of that
      // over 0.04; the third derivative, times h²/6, adds less than a hundredth. A gradient that
      // takes another way through the network is off by its own size, most being above 1e-4.
      double h = 0.02;
      values[k] = kept + h;
      double above = loss(network, weights);
      values[k] = kept - h;
      double below = loss(network, weights);
      values[k] = kept;
      assertThat(gradients[i][k])
          .as("%s[%d]", name, k)
          .isCloseTo((above - below) / (2 * h), within(2e-5 + 0.01 * Math.abs(gradients[i][k])));
    }
  }

  private double loss(TrainableDenoiser network, HeldWeights weights) {
    network.readFrom(WeightPart.MODEL, weights);
    return backend.compute().tidy(() -> misses(SMALL).apply(network).mean()).toDoubles()[0];
  }

  @Test
  void aUNetReadBackIsEqualToTheBitAndLearnsOnEqually() {
    TrainableDenoiser one = fresh(SMALL);
    learn(one, SMALL, 1).read();
    learn(one, SMALL, 2).read();
    TrainableDenoiser two = backend.denoiser(SMALL, OptimizerSpec.DEFAULT, RandomKey.root(8));
    for (WeightPart part : WeightPart.values()) {
      two.readFrom(part, HeldWeights.of(one, part));
    }
    assertThat(learn(two, SMALL, 3).read()).isEqualTo(learn(one, SMALL, 3).read());
    Tensor x = gaussians("x", SMALL.example().batchOf(8));
    assertThat(two.predict(x, TIMES).toDoubles()).isEqualTo(one.predict(x, TIMES).toDoubles());
    assertThat(two.averaged().predict(x, TIMES).toDoubles())
        .isEqualTo(one.averaged().predict(x, TIMES).toDoubles());
  }

  @Test
  void learningAndSamplingLeaveNoArraysBehind() {
    TrainableDenoiser network = fresh(SMALL);
    Tensor x = gaussians("x", SMALL.example().batchOf(8));
    int before = backend.compute().living();
    for (int step = 1; step <= 5; step++) {
      learn(network, SMALL, step).read();
      network.gradients(misses(SMALL));
      backend
          .compute()
          .tidied(
              () ->
                  backend
                      .compute()
                      .fold(
                          x, new int[] {3, 2, 1}, (xt, t) -> network.averaged().predict(xt, TIMES))
                      .toDoubles());
      assertThat(backend.compute().living()).isEqualTo(before);
    }
  }

  @Test
  void aFoldFreesOnlyWhatItsStepsMade() {
    Shape shape = Shape.of(2);
    Tensor start = gaussians("start", shape);
    Tensor mine = gaussians("mine", shape);
    backend.compute().fold(start, new int[] {2, 1}, (xt, t) -> t == 2 ? mine : xt.plus(1));
    assertThat(mine.toDoubles()).hasSize(2);
  }

  @Test
  void aLossThatFailsLeavesNoArraysBehindAndLearningGoesOn() {
    TrainableDenoiser network = fresh(SMALL);
    int before = backend.compute().living();
    assertThatThrownBy(
            () ->
                network.update(
                    new StepSettings(1, 0.1, 0.9),
                    n -> misses(SMALL).apply(n).plus(gaussians("z", Shape.of(3)))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(backend.compute().living()).isEqualTo(before);
    assertThat(learn(network, SMALL, 1).read().loss()).isFinite();
  }

  @Test
  void closingANetworkFreesItsArrays() {
    int before = backend.compute().living();
    TrainableDenoiser network = fresh(SMALL);
    int weightsAndTimes = 4 * SMALL.parameters().size() + 1;
    assertThat(backend.compute().living()).isEqualTo(before + weightsAndTimes);
    network.close();
    assertThat(backend.compute().living()).isEqualTo(before);
    Tensor x = gaussians("x", SMALL.example().batchOf(8));
    assertThatThrownBy(() -> network.predict(x, TIMES)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anUpdateInsideAnUpdateIsRefused() {
    TrainableDenoiser network = fresh(SMALL);
    assertThatThrownBy(
            () ->
                network.update(
                    new StepSettings(1, 0.1, 0.9),
                    n -> {
                      learn(network, SMALL, 1).read();
                      return misses(SMALL).apply(n);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside another");
  }

  @Test
  void aNewThreadRecordsNoGradientsWhereItPredicts() {
    TrainableDenoiser network = fresh(SMALL);
    Tensor x = gaussians("x", SMALL.example().batchOf(8));
    boolean recorded =
        CompletableFuture.supplyAsync(
                () -> ((DjlTensor) network.predict(x, TIMES)).array().hasGradient())
            .join();
    assertThat(recorded).isFalse();
  }

  @Test
  void aLossThatIsNotFiniteShowsInTheFigures() {
    TrainableDenoiser network = fresh(SMALL);
    StepReport.Figures figures =
        network
            .update(
                new StepSettings(1, 0.1, 0.9),
                n -> misses(SMALL).apply(n).times(Double.POSITIVE_INFINITY))
            .read();
    assertThat(figures.loss()).isInfinite();
    assertThat(figures.gradientNorm()).isNaN();
  }

  @Test
  void aReportIsReadOnce() {
    StepReport report = learn(fresh(SMALL), SMALL, 1);
    report.read();
    assertThatThrownBy(report::read)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("once");
  }
}
