package dev.kakusan.compute;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many floating-point operations a network's products take, counted from its shapes: a
 * multiplication and an addition for each weight at each position that it is used at, and the two
 * products of each attention. Sums, norms and activations are left out, as is usual.
 */
public final class Products {

  private static final Pattern BLOCK = Pattern.compile("(down|up)_blocks\\.(\\d+)\\.(.*)");

  private Products() {}

  /** Operations of one example's way forward. */
  public static long forward(DenoiserSpec spec) {
    return 2 * spec.parameters().stream().mapToLong(p -> products(spec, p)).sum();
  }

  /**
   * Operations of one example's step: forward, and for each product the two that carry the gradient
   * to its factors, but for those whose one factor is the network's input.
   */
  public static long training(DenoiserSpec spec) {
    long inputs =
        spec.parameters().stream()
            .filter(p -> takesInput(spec, p.name()))
            .mapToLong(p -> 2 * products(spec, p))
            .sum();
    return 3 * forward(spec) - inputs;
  }

  private static boolean takesInput(DenoiserSpec spec, String name) {
    return spec instanceof UNetSpec
        ? name.equals("conv_in.weight") || name.equals("time_embedding.linear_1.weight")
        : name.equals("layers.0.weight") || name.startsWith("time.");
  }

  private static long products(DenoiserSpec spec, ParameterSpec p) {
    if (p.shape().rank() < 2) {
      return 0;
    }
    if (!(spec instanceof UNetSpec unet) || ofTheTime(p.name())) {
      return p.shape().size();
    }
    long positions = positions(unet, p.name());
    long scores = p.name().endsWith(".to_q.weight") ? 2 * positions * p.shape().dim(0) : 0;
    return positions * (p.shape().size() + scores);
  }

  private static boolean ofTheTime(String name) {
    return name.startsWith("time_embedding.") || name.endsWith(".time_emb_proj.weight");
  }

  /** Pixels of the level that a layer's output has. */
  private static long positions(UNetSpec spec, String name) {
    int level = 0;
    Matcher block = BLOCK.matcher(name);
    if (block.matches()) {
      boolean down = block.group(1).equals("down");
      int number = Integer.parseInt(block.group(2));
      level = down ? number : spec.levels() - 1 - number;
      if (block.group(3).startsWith("downsamplers")) {
        level++;
      } else if (block.group(3).startsWith("upsamplers")) {
        level--;
      }
    } else if (name.startsWith("mid_block.")) {
      level = spec.levels() - 1;
    }
    return (long) (spec.example().dim(1) >> level) * (spec.example().dim(2) >> level);
  }
}
