package dev.kakusan.compute.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.ComputeContract;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class ReferenceBackendTest implements ComputeContract {

  private final ReferenceBackendProvider provider = new ReferenceBackendProvider();
  private final Backend backend = provider.open("cpu", 0);

  @AfterEach
  void close() {
    backend.close();
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public Precision precision() {
    return provider.precision();
  }

  @Test
  void itSaysWhatItIs() {
    assertThat(provider.name()).isEqualTo("reference");
    assertThat(provider.engine()).isEqualTo("plain Java, double precision");
    assertThat(provider.devices()).containsExactly("cpu");
    assertThat(provider.precision()).isEqualTo(Precision.FLOAT64);
  }

  @Test
  void anUnknownDeviceIsRefusedListingThoseThereAre() {
    assertThatThrownBy(() -> provider.open("gpu:0", 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("backend reference has no device 'gpu:0'; known: [cpu]");
    assertThatThrownBy(() -> provider.open("cpu", -1))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("threads must be 0 or more, got -1");
  }

  @Test
  void aUNetIsRefusedSayingWhatToChooseInstead() {
    UNetSpec spec = new UNetSpec(Shape.of(1, 4, 4), List.of(8), 1, List.of(false), false, 8, 4, 1);
    assertThatThrownBy(() -> backend.denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(1)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "backend reference does not know network unet;"
                + " choose --backend djl or --network mlp");
  }

  @Test
  void aFreedTensorSaysWhatToDo() {
    Tensor freed = compute().tidied(() -> tensor(Shape.of(2, 3), new double[6]));
    assertThatThrownBy(freed::exp)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("[2, 3]")
        .hasMessageContaining("toDoubles()");
  }

  @Test
  void closingTheBackendFreesWhatIsLeft() {
    Tensor tensor = tensor(Shape.of(1), 1);
    backend.close();
    assertThatThrownBy(tensor::toDoubles).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void dataThatDoNotFitTheNetworkOrItsTimesAreRefused() {
    MlpSpec spec = new MlpSpec(Shape.of(2), List.of(), 2, 1);
    try (TrainableDenoiser network =
        backend.denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(1))) {
      for (Shape shape : List.of(Shape.of(3, 2), Shape.of(2, 3), Shape.of(4))) {
        assertThatThrownBy(
                () -> network.predict(tensor(shape, new double[shape.size()]), new int[] {1, 2}))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(shape.toString())
            .hasMessageContaining("2 times");
      }
    }
  }

  @Test
  void lossesOfAnyShapeButOnePerExampleAreRefused() {
    MlpSpec spec = new MlpSpec(Shape.of(2), List.of(), 2, 1);
    try (TrainableDenoiser network =
        backend.denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(1))) {
      Tensor x = tensor(Shape.of(1, 2), 1, 2);
      assertThatThrownBy(() -> network.gradients(n -> n.predict(x, new int[] {1})))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("[1, 2]");
      assertThat(x.toDoubles()).containsExactly(1, 2);
    }
  }

  // About 3 s of one core: a slow product of matrices would show.
  @Test
  @Timeout(60)
  void aWidePerceptronLearnsASmoothFunctionInTwoHundredSteps() {
    MlpSpec spec = new MlpSpec(Shape.of(2), List.of(128, 128, 128), 32, 1);
    Tensor x = gaussians(Shape.of(256, 2), "x");
    int[] t = new int[256];
    Arrays.fill(t, 5);
    try (TrainableDenoiser network =
        backend.denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(1))) {
      double loss = Double.NaN;
      for (int step = 1; step <= 200; step++) {
        loss =
            network
                .update(
                    new StepSettings(step, 0.003, 0.99),
                    n -> n.predict(x, t).minus(x.square()).square().meanPerExample())
                .read()
                .loss();
      }
      // E[x⁴] = 3 before learning, and a smooth function of two numbers is learned easily.
      assertThat(loss).isLessThan(0.3);
    }
  }
}
