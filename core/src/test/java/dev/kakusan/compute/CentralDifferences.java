package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.function.Function;

/** Gradients against central differences of the losses themselves. */
public interface CentralDifferences extends BackendContract {

  /** Weights tried in each parameter, at most. */
  int TRIED = 6;

  /**
   * Compares gradients with (f(w + h) − f(w − h)) / 2h, f being the mean of the losses taken on the
   * host. The losses are off by a few u of themselves, so the difference by that over h; the series
   * leaves h² f'''/6. At h = ∛u both are of the order u^(2/3); 30 of them are allowed, in units of
   * 1 + the largest loss, for the roundings of a small network and a third derivative of that
   * order.
   */
  default void assertGradients(DenoiserSpec spec, Function<Denoiser, Tensor> losses) {
    assertGradients(spec, losses, network -> losses);
  }

  /**
   * The same for losses through which not all gradient flows.
   *
   * @param same from the network as it is to losses that change with the weights as these learn
   */
  default void assertGradients(
      DenoiserSpec spec,
      Function<Denoiser, Tensor> learned,
      Function<Denoiser, Function<Denoiser, Tensor>> same) {
    double h = Math.cbrt(roundoff());
    try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 5)) {
      HeldWeights weights = HeldWeights.of(network, WeightPart.MODEL);
      Function<Denoiser, Tensor> losses = same.apply(network);
      double largest = Arrays.stream(lossesOf(network, losses)).map(Math::abs).max().orElseThrow();
      double tolerance = 30 * h * h * (1 + largest);
      double[][] gradients = network.gradients(learned);
      double steepest = 0;
      for (int p = 0; p < gradients.length; p++) {
        ParameterSpec parameter = spec.parameters().get(p);
        double[] values = weights.values(parameter.name());
        assertThat(gradients[p]).as(parameter.name()).hasSameSizeAs(values);
        int[] order = RandomKey.root(3).child(parameter.name()).permutation(values.length);
        for (int k = 0; k < Math.min(TRIED, order.length); k++) {
          int i = order[k];
          double before = values[i];
          double above = rounded(before + h);
          double below = rounded(before - h);
          values[i] = above;
          double lossAbove = meanLoss(network, weights, losses);
          values[i] = below;
          double lossBelow = meanLoss(network, weights, losses);
          values[i] = before;
          assertThat(gradients[p][i])
              .as("%s[%d]", parameter.name(), i)
              .isCloseTo((lossAbove - lossBelow) / (above - below), within(tolerance));
          steepest = Math.max(steepest, Math.abs(gradients[p][i]));
        }
      }
      assertThat(steepest).as("the gradient is large enough to tell").isGreaterThan(10 * tolerance);
    }
  }

  private double meanLoss(
      TrainableDenoiser network, HeldWeights weights, Function<Denoiser, Tensor> losses) {
    network.readFrom(WeightPart.MODEL, weights);
    return Arrays.stream(lossesOf(network, losses)).average().orElseThrow();
  }

  private double[] lossesOf(TrainableDenoiser network, Function<Denoiser, Tensor> losses) {
    return numbers(() -> losses.apply(network));
  }
}
