package dev.kakusan.compute;

import dev.kakusan.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/**
 * A perceptron on flattened examples, told the time at every layer; without hidden layers it is the
 * linear network. With e(t) = {@link TimeFeatures} of t − 1 and h_0 = x_t:
 *
 * <pre>
 *   z_i = layers.i.weight · h_i + layers.i.bias + time.i.weight · e(t)      i = 0..n
 *   h_{i+1} = silu(z_i) for i &lt; n;   the output is z_n
 * </pre>
 *
 * The last layer starts at zero, the others as PyTorch's.
 *
 * @param example the shape of one example, any rank
 * @param hidden the widths of the hidden layers
 * @param timeFeatures the width of e(t), even
 * @param outputFactor the output has this many times the first extent of an example
 */
public record MlpSpec(Shape example, List<Integer> hidden, int timeFeatures, int outputFactor)
    implements DenoiserSpec {

  public MlpSpec {
    hidden = List.copyOf(hidden);
    for (int width : hidden) {
      if (width < 1) {
        throw new InvalidInput("hidden: a width must be at least 1, got " + width);
      }
    }
    if (timeFeatures < 2 || timeFeatures % 2 != 0) {
      throw new InvalidInput("time-features must be even and at least 2, got " + timeFeatures);
    }
  }

  @Override
  public String kind() {
    return hidden.isEmpty() ? "linear" : "mlp";
  }

  @Override
  public Shape output() {
    int[] dims = example.dims();
    dims[0] *= outputFactor;
    return Shape.of(dims);
  }

  /** The widths from the input to the output: at least two. */
  public List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    widths.add(example.size());
    widths.addAll(hidden);
    widths.add(output().size());
    return widths;
  }

  @Override
  public List<ParameterSpec> parameters() {
    List<ParameterSpec> parameters = new ArrayList<>();
    List<Integer> widths = widths();
    int layers = widths.size() - 1;
    for (int i = 0; i < layers; i++) {
      int in = widths.get(i);
      int out = widths.get(i + 1);
      String layer = "layers." + i;
      String time = "time." + i + ".weight";
      if (i == layers - 1) {
        parameters.add(ParameterSpec.zeros(layer + ".weight", out, in));
        parameters.add(ParameterSpec.zeros(layer + ".bias", out));
        parameters.add(ParameterSpec.zeros(time, out, timeFeatures));
      } else {
        ParameterSpec weight = ParameterSpec.fan(layer + ".weight", in, out, in);
        parameters.add(i == 0 ? weight : weight.asInner());
        parameters.add(ParameterSpec.fan(layer + ".bias", in, out));
        parameters.add(ParameterSpec.fan(time, timeFeatures, out, timeFeatures));
      }
    }
    return parameters;
  }
}
