package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DenoiserSpecTest {

  private static UNetSpec unet(
      Shape example, List<Integer> channels, List<Boolean> attention, int headDim, int groups) {
    return new UNetSpec(example, channels, 1, attention, true, headDim, groups, 1);
  }

  private static UNetSpec digits() {
    return unet(Shape.of(1, 28, 28), List.of(32, 64, 64), List.of(false, false, true), 32, 8);
  }

  @Test
  void theUNetForDigitsHas1112801Weights() {
    assertThat(digits().size()).isEqualTo(1_112_801);
  }

  @Test
  void namesAreUnique() {
    for (DenoiserSpec spec : List.of(digits(), new MlpSpec(Shape.of(2), List.of(3, 3, 3), 4, 1))) {
      assertThat(spec.parameters().stream().map(ParameterSpec::name))
          .as(spec.kind())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aUNetNamesItsWeightsAsDiffusersDoes() {
    assertThat(digits().parameters().stream().map(ParameterSpec::name))
        .startsWith("conv_in.weight", "conv_in.bias", "time_embedding.linear_1.weight")
        .contains(
            "down_blocks.0.downsamplers.0.conv.weight",
            "down_blocks.1.resnets.0.conv_shortcut.weight",
            "down_blocks.2.attentions.0.to_q.weight",
            "mid_block.attentions.0.to_out.0.bias",
            "mid_block.resnets.1.time_emb_proj.weight",
            "up_blocks.0.attentions.1.group_norm.weight",
            "up_blocks.1.upsamplers.0.conv.bias",
            "up_blocks.2.resnets.1.norm2.bias")
        .doesNotContain(
            "down_blocks.2.downsamplers.0.conv.weight",
            "down_blocks.0.attentions.0.to_q.weight",
            "up_blocks.2.upsamplers.0.conv.weight")
        .endsWith("conv_norm_out.weight", "conv_norm_out.bias", "conv_out.weight", "conv_out.bias");
  }

  @Test
  void thePerceptronsWeightsAreLayerBiasAndTimeOfEachLayer() {
    MlpSpec spec = new MlpSpec(Shape.of(3, 2), List.of(5), 4, 2);
    assertThat(spec.kind()).isEqualTo("mlp");
    assertThat(spec.widths()).containsExactly(6, 5, 12);
    assertThat(spec.output()).isEqualTo(Shape.of(6, 2));
    assertThat(spec.parameters())
        .extracting(ParameterSpec::name, ParameterSpec::shape)
        .map(Object::toString)
        .containsExactly(
            "(\"layers.0.weight\", [5, 6])",
            "(\"layers.0.bias\", [5])",
            "(\"time.0.weight\", [5, 4])",
            "(\"layers.1.weight\", [12, 5])",
            "(\"layers.1.bias\", [12])",
            "(\"time.1.weight\", [12, 4])");
    // 5·6 + 5 + 5·4 + 12·5 + 12 + 12·4
    assertThat(spec.size()).isEqualTo(175);
    assertThat(new MlpSpec(Shape.of(3), List.of(), 2, 1).kind()).isEqualTo("linear");
  }

  @Test
  void theLastLayerStartsAtZeroAndTheOthersWithinTheirFan() {
    RandomKey key = RandomKey.root(3);
    List<ParameterSpec> parameters = new MlpSpec(Shape.of(16), List.of(64), 4, 1).parameters();
    assertThat(parameters.get(3).initialValues(key)).containsOnly(0);
    double[] first = parameters.get(0).initialValues(key);
    // 1024 uniform draws within ±1/√16: the largest is below 0.24 with chance 0.96^1024 < 1e-18.
    assertThat(Arrays.stream(first).max().orElseThrow()).isBetween(0.24, 0.25);
    assertThat(Arrays.stream(first).min().orElseThrow()).isBetween(-0.25, -0.24);
    assertThat(parameters.get(0).initialValues(key)).isEqualTo(first);
    assertThat(parameters.get(0).initialValues(RandomKey.root(4))).isNotEqualTo(first);
  }

  @Test
  void aPerceptronThatCannotBeIsRefused() {
    refused(
        () -> new MlpSpec(Shape.of(2), List.of(8, 0), 4, 1),
        "hidden: a width must be at least 1, got 0");
    refused(
        () -> new MlpSpec(Shape.of(2), List.of(), 3, 1),
        "time-features must be even and at least 2, got 3");
    refused(
        () -> new MlpSpec(Shape.of(2), List.of(), 0, 1),
        "time-features must be even and at least 2, got 0");
  }

  @Test
  void aUNetThatCannotBeIsRefused() {
    Shape image = Shape.of(1, 8, 8);
    List<Boolean> none = List.of(false, false);
    refused(
        () -> unet(Shape.of(2), List.of(8, 8), none, 8, 8),
        "network unet wants images [C, H, W], got examples of shape [2]; choose network mlp");
    refused(
        () -> unet(image, List.of(), List.of(), 8, 8),
        "channels: a U-Net needs at least one level");
    refused(
        () -> unet(image, List.of(8, 8), List.of(true), 8, 8),
        "attention must be given for each of 2 levels, got [true]");
    refused(
        () -> unet(Shape.of(1, 8, 7), List.of(8, 8), none, 8, 8),
        "a U-Net of 2 levels wants a size that divides by 2, got 8x7;"
            + " give fewer channels or --resize");
    refused(
        () -> unet(image, List.of(7, 8), none, 8, 1),
        "channels must be even and at least 2, got 7");
    refused(
        () -> unet(image, List.of(8, 12), none, 4, 8), "channels must divide by groups=8, got 12");
    refused(
        () -> unet(image, List.of(8, 8), none, 3, 8),
        "channels with attention must divide by head-dim=3, got 8");
    refused(() -> unet(image, List.of(8, 8), none, 8, 0), "groups must be at least 1, got 0");
    refused(
        () -> new UNetSpec(image, List.of(8, 8), 0, none, false, 8, 8, 1),
        "layers-per-block must be at least 1, got 0");
  }

  @Test
  void anOptimizerOutsideItsBoundsIsRefused() {
    refused(
        () -> new OptimizerSpec(1, 0.999, 1e-8, 0, 1), "adam-beta1 must lie in [0, 1), got 1.0");
    refused(
        () -> new OptimizerSpec(0.9, Double.NaN, 1e-8, 0, 1),
        "adam-beta2 must lie in [0, 1), got NaN");
    refused(() -> new OptimizerSpec(0.9, 0.999, 0, 0, 1), "adam-epsilon must be above 0, got 0.0");
    refused(
        () -> new OptimizerSpec(0.9, 0.999, 1e-8, -1, 1),
        "weight-decay must be 0 or more, got -1.0");
    refused(
        () -> new OptimizerSpec(0.9, 0.999, 1e-8, 0, Double.NaN),
        "clip-norm must be above 0, got NaN");
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(InvalidInput.class).hasMessage(message);
  }
}
