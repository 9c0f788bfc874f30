package dev.kakusan.djl.torchscript;

import dev.kakusan.compute.UNetSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The U-Net of {@link UNetSpec}, step for step the UNet2DModel of diffusers. */
final class UNetScript {

  private final UNetSpec spec;
  private final NetworkCode code;

  UNetScript(UNetSpec spec, NetworkCode code) {
    this.spec = spec;
    this.code = code;
  }

  /** The text of its methods. */
  String methods() {
    Value embedding = code.silu(code.linear("time_embedding.linear_1", Value.wide("e")));
    Value time = code.silu(code.linear("time_embedding.linear_2", embedding));
    Value h = conv("conv_in", Value.wide("x"), 1);
    Deque<Value> skips = new ArrayDeque<>();
    skips.push(h);
    for (int level = 0; level < spec.levels(); level++) {
      h = down(level, h, time, skips);
    }
    h = middle(h, time);
    for (int level = spec.levels() - 1; level >= 0; level--) {
      h = up(level, h, time, skips);
    }
    h = conv("conv_out", code.silu(norm("conv_norm_out", h)), 1);
    return code.forward(code.call("contiguous", h));
  }

  private Value down(int level, Value x, Value time, Deque<Value> skips) {
    String block = "down_blocks." + level;
    Value h = x;
    for (int j = 0; j < spec.layersPerBlock(); j++) {
      h = layer(block, j, level, h, time);
      skips.push(h);
    }
    if (level < spec.levels() - 1) {
      h = conv(block + ".downsamplers.0.conv", h, 2);
      skips.push(h);
    }
    return h;
  }

  private Value middle(Value x, Value time) {
    int level = spec.levels() - 1;
    Value h = residual("mid_block.resnets.0", level, x, time);
    if (spec.middleAttention()) {
      h = attention("mid_block.attentions.0", level, h);
    }
    return residual("mid_block.resnets.1", level, h, time);
  }

  private Value up(int level, Value x, Value time, Deque<Value> skips) {
    String block = "up_blocks." + (spec.levels() - 1 - level);
    Value h = x;
    for (int j = 0; j <= spec.layersPerBlock(); j++) {
      h = layer(block, j, level, code.call("cat", List.of(h, skips.pop()), 1), time);
    }
    return level > 0 ? code.convOfDoubled(block + ".upsamplers.0.conv", h) : h;
  }

  private Value layer(String block, int j, int level, Value x, Value time) {
    Value h = residual(block + ".resnets." + j, level, x, time);
    return spec.attention().get(level) ? attention(block + ".attentions." + j, level, h) : h;
  }

  private Value residual(String name, int level, Value x, Value time) {
    Value h = conv(name + ".conv1", code.silu(norm(name + ".norm1", x)), 1);
    Value shift = code.linear(name + ".time_emb_proj", time);
    Value perChannel = code.call("unsqueeze", code.call("unsqueeze", shift, 2), 3);
    h = code.silu(norm(name + ".norm2", code.add(h, perChannel)));
    h = conv(name + ".conv2", h, 1);
    String shortcut = name + ".conv_shortcut";
    boolean sameChannels = !code.hasWeight(shortcut + ".weight");
    return code.add(h, sameChannels ? x : code.pointwise(shortcut, x, height(level), width(level)));
  }

  /** Every position of the picture attends to every other: softmax(q kᵀ / √headDim) v by heads. */
  private Value attention(String name, int level, Value x) {
    int channels = spec.channels().get(level);
    Value sequence = code.call("flatten", norm(name + ".group_norm", x), 2);
    Value rows = code.call("transpose", sequence, 1, 2);
    Value q = heads(channels, code.linear(name + ".to_q", rows));
    Value k = heads(channels, code.linear(name + ".to_k", rows));
    Value v = heads(channels, code.linear(name + ".to_v", rows));
    int positions = height(level) * width(level);
    Value mixed = code.attention(q, k, v, positions, spec.headDim());
    Value joined =
        code.call("reshape", code.call("transpose", mixed, 1, 2), List.of(-1, positions, channels));
    Value out = code.call("transpose", code.linear(name + ".to_out.0", joined), 1, 2);
    return code.add(
        x, code.call("reshape", out, List.of(-1, channels, height(level), width(level))));
  }

  /** [B, positions, channels] becomes [B, heads, positions, headDim]. */
  private Value heads(int channels, Value x) {
    int headDim = spec.headDim();
    Value split = code.call("unflatten", x, -1, List.of(channels / headDim, headDim));
    return code.call("transpose", split, 1, 2);
  }

  private int height(int level) {
    return spec.example().dim(1) >> level;
  }

  private int width(int level) {
    return spec.example().dim(2) >> level;
  }

  private Value conv(String layer, Value x, int stride) {
    return code.conv(layer, x, 3, stride);
  }

  private Value norm(String layer, Value x) {
    return code.groupNorm(layer, x, spec.groups(), UNetSpec.NORM_EPSILON);
  }
}
