package dev.kakusan.compute;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Walks a U-Net from input to output and names its weights as diffusers does. */
final class UNetParameters {

  private final UNetSpec spec;
  private final List<ParameterSpec> list = new ArrayList<>();

  UNetParameters(UNetSpec spec) {
    this.spec = spec;
    int first = spec.channels().get(0);
    int last = spec.channels().get(spec.levels() - 1);
    int inputs = spec.example().dim(0);
    list.add(ParameterSpec.fan("conv_in.weight", 9 * inputs, first, inputs, 3, 3));
    list.add(ParameterSpec.fan("conv_in.bias", 9 * inputs, first));
    list.add(ParameterSpec.fan("time_embedding.linear_1.weight", first, spec.embedding(), first));
    list.add(ParameterSpec.fan("time_embedding.linear_1.bias", first, spec.embedding()));
    linear("time_embedding.linear_2", spec.embedding(), spec.embedding());
    Deque<Integer> skips = down(first);
    residual("mid_block.resnets.0", last, last);
    if (spec.middleAttention()) {
      attention("mid_block.attentions.0", last);
    }
    residual("mid_block.resnets.1", last, last);
    up(skips, last);
    norm("conv_norm_out", first);
    int outputs = spec.output().dim(0);
    list.add(ParameterSpec.zeros("conv_out.weight", outputs, first, 3, 3));
    list.add(ParameterSpec.zeros("conv_out.bias", outputs));
  }

  List<ParameterSpec> list() {
    return List.copyOf(list);
  }

  private Deque<Integer> down(int first) {
    Deque<Integer> skips = new ArrayDeque<>();
    skips.push(first);
    int h = first;
    for (int i = 0; i < spec.levels(); i++) {
      int c = spec.channels().get(i);
      String block = "down_blocks." + i;
      for (int j = 0; j < spec.layersPerBlock(); j++) {
        residual(block + ".resnets." + j, h, c);
        if (spec.attention().get(i)) {
          attention(block + ".attentions." + j, c);
        }
        h = c;
        skips.push(h);
      }
      if (i < spec.levels() - 1) {
        conv(block + ".downsamplers.0.conv", c, c, 3);
        skips.push(c);
      }
    }
    return skips;
  }

  private void up(Deque<Integer> skips, int last) {
    int h = last;
    for (int i = 0; i < spec.levels(); i++) {
      int level = spec.levels() - 1 - i;
      int c = spec.channels().get(level);
      String block = "up_blocks." + i;
      for (int j = 0; j <= spec.layersPerBlock(); j++) {
        residual(block + ".resnets." + j, h + skips.pop(), c);
        if (spec.attention().get(level)) {
          attention(block + ".attentions." + j, c);
        }
        h = c;
      }
      if (level > 0) {
        conv(block + ".upsamplers.0.conv", c, c, 3);
      }
    }
  }

  private void residual(String name, int in, int out) {
    norm(name + ".norm1", in);
    conv(name + ".conv1", in, out, 3);
    linear(name + ".time_emb_proj", spec.embedding(), out);
    norm(name + ".norm2", out);
    conv(name + ".conv2", out, out, 3);
    if (in != out) {
      conv(name + ".conv_shortcut", in, out, 1);
    }
  }

  private void attention(String name, int c) {
    norm(name + ".group_norm", c);
    linear(name + ".to_q", c, c);
    linear(name + ".to_k", c, c);
    linear(name + ".to_v", c, c);
    linear(name + ".to_out.0", c, c);
  }

  private void norm(String name, int c) {
    list.add(ParameterSpec.ones(name + ".weight", c));
    list.add(ParameterSpec.zeros(name + ".bias", c));
  }

  private void linear(String name, int in, int out) {
    list.add(ParameterSpec.fan(name + ".weight", in, out, in).asInner());
    list.add(ParameterSpec.fan(name + ".bias", in, out));
  }

  private void conv(String name, int in, int out, int kernel) {
    int fanIn = in * kernel * kernel;
    list.add(ParameterSpec.fan(name + ".weight", fanIn, out, in, kernel, kernel).asInner());
    list.add(ParameterSpec.fan(name + ".bias", fanIn, out));
  }
}
