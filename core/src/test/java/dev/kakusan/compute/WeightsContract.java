package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.random.RandomKey;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writing a network's parts and reading them back. */
public interface WeightsContract extends BackendContract {

  private StepReport learn(DenoiserSpec spec, TrainableDenoiser network, int step) {
    return network.update(
        new StepSettings(step, 0.02, 0.8),
        n ->
            n.predict(gaussians(spec.example().batchOf(4), "x" + step), new int[] {1, 2, 3, 4})
                .minus(gaussians(spec.output().batchOf(4), "y" + step))
                .square()
                .meanPerExample());
  }

  private void assertSameState(TrainableDenoiser actual, TrainableDenoiser expected) {
    for (WeightPart part : WeightPart.values()) {
      HeldWeights held = HeldWeights.of(expected, part);
      for (NamedArray array : HeldWeights.of(actual, part).arrays()) {
        assertThat(array.values())
            .as("%s of %s", array.name(), part)
            .isEqualTo(held.values(array.name()));
      }
    }
  }

  @Test
  default void aNetworkReadBackIsEqualToTheBitAndLearnsOnEqually() {
    for (DenoiserSpec spec : networks()) {
      try (TrainableDenoiser one = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1);
          TrainableDenoiser two =
              backend().denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(2))) {
        for (int step = 1; step <= 3; step++) {
          var unused = learn(spec, one, step);
        }
        for (WeightPart part : WeightPart.values()) {
          two.readFrom(part, HeldWeights.of(one, part));
        }
        assertSameState(two, one);
        Tensor x = gaussians(spec.example().batchOf(2), "x");
        int[] t = {3, 4};
        assertThat(two.predict(x, t).toDoubles()).isEqualTo(one.predict(x, t).toDoubles());
        assertThat(two.averaged().predict(x, t).toDoubles())
            .isEqualTo(one.averaged().predict(x, t).toDoubles());

        assertThat(learn(spec, two, 4).read()).isEqualTo(learn(spec, one, 4).read());
        assertSameState(two, one);
        assertThat(two.predict(x, t).toDoubles()).isEqualTo(one.predict(x, t).toDoubles());
      }
    }
  }

  @Test
  default void arraysAreWrittenByNameInTheOrderOfTheSpecWithTheirShapes() {
    for (DenoiserSpec spec : networks()) {
      List<String> names = spec.parameters().stream().map(ParameterSpec::name).toList();
      try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1)) {
        assertThat(HeldWeights.of(network, WeightPart.MODEL).names()).isEqualTo(names);
        assertThat(HeldWeights.of(network, WeightPart.AVERAGED).names()).isEqualTo(names);
        List<String> moments = HeldWeights.of(network, WeightPart.OPTIMIZER).names();
        assertThat(moments).hasSize(2 * names.size());
        for (String moment : List.of("first.", "second.")) {
          assertThat(moments.stream().filter(name -> name.startsWith(moment)))
              .isEqualTo(names.stream().map(name -> moment + name).toList());
        }
        for (ParameterSpec parameter : spec.parameters()) {
          for (WeightPart part : WeightPart.values()) {
            String prefix = part == WeightPart.OPTIMIZER ? "second." : "";
            NamedArray array = HeldWeights.of(network, part).get(prefix + parameter.name());
            assertThat(array.shape()).as(array.name()).isEqualTo(parameter.shape());
            assertThat(array.precision()).isEqualTo(precision());
          }
        }
      }
    }
  }

  @Test
  default void readingOnePartLeavesTheOthers() {
    DenoiserSpec spec = networks().get(0);
    try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1)) {
      var unused = learn(spec, network, 1);
      HeldWeights averaged = HeldWeights.of(network, WeightPart.AVERAGED);
      HeldWeights moments = HeldWeights.of(network, WeightPart.OPTIMIZER);
      network.readFrom(WeightPart.MODEL, HeldWeights.drawn(spec, 77, precision()));
      for (NamedArray array : HeldWeights.of(network, WeightPart.AVERAGED).arrays()) {
        assertThat(array.values()).isEqualTo(averaged.values(array.name()));
      }
      for (NamedArray array : HeldWeights.of(network, WeightPart.OPTIMIZER).arrays()) {
        assertThat(array.values()).isEqualTo(moments.values(array.name()));
      }
    }
  }

  @Test
  default void whatWasWrittenIsACopy() {
    DenoiserSpec spec = networks().get(0);
    try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1)) {
      List<double[]> before = new ArrayList<>();
      HeldWeights held = HeldWeights.of(network, WeightPart.MODEL);
      held.arrays().forEach(array -> before.add(array.values().clone()));
      held.arrays().forEach(array -> array.values()[0] = 1e6);
      assertThat(HeldWeights.of(network, WeightPart.MODEL).arrays())
          .extracting(NamedArray::values)
          .usingRecursiveComparison()
          .isEqualTo(before);
    }
  }

  @Test
  default void aMissingArrayIsRefusedByName() {
    for (DenoiserSpec spec : networks()) {
      try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1)) {
        for (WeightPart part : WeightPart.values()) {
          HeldWeights held = HeldWeights.of(network, part);
          String last = held.names().get(held.names().size() - 1);
          held.remove(last);
          assertThatThrownBy(() -> network.readFrom(part, held))
              .isInstanceOf(InvalidInput.class)
              .hasMessageContaining(last);
        }
      }
    }
  }

  @Test
  default void anArrayOfAnotherShapeIsRefusedByNameAndShapes() {
    for (DenoiserSpec spec : networks()) {
      try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1)) {
        for (WeightPart part : WeightPart.values()) {
          HeldWeights held = HeldWeights.of(network, part);
          NamedArray first = held.arrays().get(0);
          // As many numbers, in another shape.
          Shape flat = Shape.of(first.shape().size(), 1, 1, 1, 1);
          held.accept(new NamedArray(first.name(), flat, precision(), first.values()));
          assertThatThrownBy(() -> network.readFrom(part, held))
              .isInstanceOf(InvalidInput.class)
              .hasMessageContaining(first.name())
              .hasMessageContaining(flat.toString())
              .hasMessageContaining(first.shape().toString());
        }
      }
    }
  }
}
