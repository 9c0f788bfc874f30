package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Counts against those of PyTorch 2.13's {@code torch.utils.flop_counter.FlopCounterMode} on
 * diffusers' UNet2DModel, whole batches of one image, attention as plain products.
 */
final class ProductsTest {

  @Test
  void aUNetOfThreeLevelsHasPyTorchsCount() {
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
    assertThat(Products.forward(spec)).isEqualTo(380_079_104);
    assertThat(Products.training(spec)).isEqualTo(1_139_777_536);
  }

  @Test
  void soHasOneThatIsNotSquareWithAttentionWhereItIsDear() {
    UNetSpec spec =
        new UNetSpec(
            Shape.of(2, 8, 16), List.of(8, 16, 16), 2, List.of(true, false, true), false, 8, 4, 2);
    assertThat(Products.forward(spec)).isEqualTo(8_688_640);
    assertThat(Products.training(spec)).isEqualTo(26_028_544);
  }

  @Test
  void aPerceptronTakesEachWeightOnce() {
    MlpSpec spec = new MlpSpec(Shape.of(2), List.of(5), 4, 1);
    int forward = 2 * (2 * 5 + 5 * 2 + 4 * 5 + 4 * 2);
    int ofInputs = 2 * (2 * 5 + 4 * 5 + 4 * 2);
    assertThat(Products.forward(spec)).isEqualTo(forward);
    assertThat(Products.training(spec)).isEqualTo(3 * forward - ofInputs);
  }
}
