package dev.kakusan.compute;

import dev.kakusan.InvalidInput;
import java.util.List;

/**
 * The U-Net that diffusers calls {@code UNet2DModel}, under its weight names (Ho et al. 2020,
 * appendix B). Level i works at 1/2^i of the size with {@code channels[i]} channels.
 *
 * @param example [C, H, W]; H and W divide by 2^(levels − 1)
 * @param channels for each level; each divides by {@code groups}
 * @param layersPerBlock residual blocks a level going down; going up it is one more
 * @param attention which levels attend
 * @param middleAttention whether the middle attends
 * @param headDim channels of one attention head; divides the channels wherever there is attention
 * @param groups of the group normalisations
 * @param outputFactor output channels as a multiple of C
 */
public record UNetSpec(
    Shape example,
    List<Integer> channels,
    int layersPerBlock,
    List<Boolean> attention,
    boolean middleAttention,
    int headDim,
    int groups,
    int outputFactor)
    implements DenoiserSpec {

  /** The epsilon of every group normalisation. */
  public static final double NORM_EPSILON = 1e-5;

  public UNetSpec {
    channels = List.copyOf(channels);
    attention = List.copyOf(attention);
    if (example.rank() != 3) {
      throw new InvalidInput(
          "network unet wants images [C, H, W], got examples of shape "
              + example
              + "; choose network mlp");
    }
    if (channels.isEmpty()) {
      throw new InvalidInput("channels: a U-Net needs at least one level");
    }
    if (attention.size() != channels.size()) {
      throw new InvalidInput(
          "attention must be given for each of " + channels.size() + " levels, got " + attention);
    }
    if (layersPerBlock < 1) {
      throw new InvalidInput("layers-per-block must be at least 1, got " + layersPerBlock);
    }
    if (groups < 1) {
      throw new InvalidInput("groups must be at least 1, got " + groups);
    }
    int divisor = 1 << (channels.size() - 1);
    if (example.dim(1) % divisor != 0 || example.dim(2) % divisor != 0) {
      throw new InvalidInput(
          String.format(
              "a U-Net of %d levels wants a size that divides by %d, got %dx%d;"
                  + " give fewer channels or --resize",
              channels.size(), divisor, example.dim(1), example.dim(2)));
    }
    for (int i = 0; i < channels.size(); i++) {
      int c = channels.get(i);
      if (c < 2 || c % 2 != 0) {
        throw new InvalidInput("channels must be even and at least 2, got " + c);
      }
      if (c % groups != 0) {
        throw new InvalidInput("channels must divide by groups=" + groups + ", got " + c);
      }
      boolean attends = attention.get(i) || (middleAttention && i == channels.size() - 1);
      if (attends && (headDim < 1 || c % headDim != 0)) {
        throw new InvalidInput(
            "channels with attention must divide by head-dim=" + headDim + ", got " + c);
      }
    }
  }

  @Override
  public String kind() {
    return "unet";
  }

  @Override
  public Shape output() {
    return Shape.of(example.dim(0) * outputFactor, example.dim(1), example.dim(2));
  }

  public int levels() {
    return channels.size();
  }

  /** The width of the time embedding inside the residual blocks. */
  public int embedding() {
    return 4 * channels.get(0);
  }

  @Override
  public List<ParameterSpec> parameters() {
    return new UNetParameters(this).list();
  }
}
