package dev.kakusan.djl.torchscript;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.ParameterSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The code of one network: {@code forward(x, e, p)} with x [B, …] noisy data, e [B, width] the
 * features of its times, p the weights in the order of {@link DenoiserSpec#parameters()}; and
 * {@code part}, the same for the examples start..end−1. Each method here writes a line and gives
 * its value.
 *
 * <p>In bfloat16 a product's factors are narrowed, and its result stays narrow until something wide
 * comes in: so do the activations between. Sums within normalisations and softmax are float32.
 */
final class NetworkCode {

  private static final String PART =
      """
        def part(self: __torch__.Net, x: Tensor, e: Tensor, p: List[Tensor], start: int, end: int) -> Tensor:
          xs = torch.slice(x, 0, start, end, 1)
          es = torch.slice(e, 0, start, end, 1)
          return (self).forward(xs, es, p, )
      """;

  private static final int FLOAT32 = 6;
  private static final int BFLOAT16 = 15;

  /**
   * Row-major [9, 16]: from a kernel 3x3 to the sums over windows 2x2 of itself turned by half a
   * turn.
   */
  private static final String SUMS = sums();

  private final boolean narrow;
  private final Kernels kernels;
  private final Map<String, Value> weights = new HashMap<>();
  private final StringBuilder lines = new StringBuilder();
  private int values;

  NetworkCode(DenoiserSpec spec, Arithmetic arithmetic, Kernels kernels) {
    this.narrow = arithmetic == Arithmetic.BFLOAT16;
    this.kernels = kernels;
    List<ParameterSpec> parameters = spec.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      weights.put(parameters.get(i).name(), Value.wide("p[" + i + "]"));
    }
  }

  private static String sums() {
    List<Double> sums = new ArrayList<>();
    for (int from = 0; from < 9; from++) {
      int row = 2 - from / 3;
      int column = 2 - from % 3;
      for (int to = 0; to < 16; to++) {
        boolean below = to / 4 == row || to / 4 - row == 1;
        boolean beside = to % 4 == column || to % 4 - column == 1;
        sums.add(below && beside ? 1.0 : 0.0);
      }
    }
    return "annotate(List[float], " + sums + ")";
  }

  /** The whole method, giving back that value in float32. */
  String forward(Value last) {
    Value result = wide(last);
    if (!weights.isEmpty()) {
      throw new IllegalStateException("weights without a use: " + weights.keySet());
    }
    return "  def forward(self: __torch__.Net, x: Tensor, e: Tensor, p: List[Tensor]) -> Tensor:\n"
        + lines
        + "    return "
        + result
        + "\n"
        + PART;
  }

  /** {@code operator(arguments)}, in bfloat16 where every tensor among the arguments is. */
  Value call(String operator, Object... arguments) {
    List<Value> tensors = new ArrayList<>();
    for (Object argument : arguments) {
      for (Object each : argument instanceof List<?> list ? list : List.of(argument)) {
        if (each instanceof Value tensor) {
          tensors.add(tensor);
        }
      }
    }
    boolean allNarrow = !tensors.isEmpty() && tensors.stream().allMatch(Value::narrow);
    return line(allNarrow, operator, arguments);
  }

  private Value line(boolean narrowResult, String operator, Object... arguments) {
    Value value = new Value("v" + values++, narrowResult);
    lines.append("    ").append(value).append(" = torch.").append(operator).append('(');
    for (int i = 0; i < arguments.length; i++) {
      lines.append(i == 0 ? "" : ", ").append(arguments[i]);
    }
    lines.append(")\n");
    return value;
  }

  /** The weight of that name; each is used once. */
  Value weight(String name) {
    Value weight = weights.remove(name);
    if (weight == null) {
      throw new IllegalStateException("no weight " + name + ", or used before");
    }
    return weight;
  }

  boolean hasWeight(String name) {
    return weights.containsKey(name);
  }

  Value add(Value a, Value b) {
    return call("add", a, b);
  }

  Value silu(Value x) {
    return call("silu", x);
  }

  Value linear(String layer, Value x) {
    return call("linear", narrow(x), factor(layer + ".weight"), factor(layer + ".bias"));
  }

  /** {@code x} and a linear layer of {@code e} without a bias, added up in the product itself. */
  Value plusLinear(Value x, String layer, Value e) {
    return call("addmm", x, narrow(e), call("t", factor(layer + ".weight")));
  }

  /** A convolution with a square kernel of odd width, padded by half of it. */
  Value conv(String layer, Value x, int kernel, int stride) {
    return call(
        "conv2d",
        narrow(x),
        factor(layer + ".weight"),
        factor(layer + ".bias"),
        List.of(stride, stride),
        List.of(kernel / 2, kernel / 2));
  }

  /**
   * A convolution 1x1. In float32 it is a product of matrices for each example: on processors
   * without AVX-512 the gradients of oneDNN's own take two to three times as long.
   */
  Value pointwise(String layer, Value x, int height, int width) {
    if (narrow) {
      return conv(layer, x, 1, 1);
    }
    Value kernel = call("unsqueeze", call("flatten", weight(layer + ".weight"), 1), 0);
    Value kernels = call("expand", kernel, "[torch.size(" + x + ", 0), -1, -1]");
    Value bias = call("unsqueeze", weight(layer + ".bias"), 1);
    Value product = call("baddbmm", bias, kernels, call("flatten", x, 2));
    return call("unflatten", product, 2, List.of(height, width));
  }

  /**
   * The convolution 3x3 of the picture doubled by nearest neighbour. Doubling spreads each pixel
   * over 2x2 equal ones, so both together are one transposed convolution of stride 2 whose kernel
   * 4x4 is the turned 3x3 summed over windows 2x2: 16 products for a pixel and pair of channels
   * instead of 36, and no doubled picture in memory. oneDNN adds up a transposed convolution's
   * gradient for its bias in bfloat16 number by number, so the bias comes after.
   */
  Value convOfDoubled(String layer, Value x) {
    Value weight = weight(layer + ".weight");
    Value sums = call("tensor", SUMS, "dtype=" + FLOAT32, "device=ops.prim.device(" + weight + ")");
    Value windows = call("matmul", call("flatten", weight, 2), call("reshape", sums, "[9, 16]"));
    Value kernel = narrow(call("transpose", call("unflatten", windows, 2, List.of(4, 4)), 0, 1));
    Value bias = factor(layer + ".bias");
    Object within = narrow ? "None" : bias;
    String extents = "[2, 2], [1, 1], [0, 0], 1, [1, 1]";
    Value product = call("conv_transpose2d", narrow(x), kernel, within, extents);
    return narrow ? add(product, call("reshape", bias, List.of(-1, 1, 1))) : product;
  }

  /** softmax(q kᵀ / √d) v for q, k, v [B, heads, positions, d]. */
  Value attention(Value q, Value k, Value v, int positions, int headDim) {
    if (positions > kernels.fewPositions()) {
      return call("scaled_dot_product_attention", wide(q), wide(k), wide(v));
    }
    Value scaled = call("mul", q, 1 / Math.sqrt(headDim));
    Value scores = call("matmul", scaled, call("transpose", k, 2, 3));
    return call("matmul", narrow(call("softmax", wide(scores), -1)), v);
  }

  /** The weight of that name as products take it. */
  private Value factor(String name) {
    return narrow(weight(name));
  }

  private Value narrow(Value x) {
    return narrow && !x.narrow() ? line(true, "to", x, BFLOAT16) : x;
  }

  private Value wide(Value x) {
    return x.narrow() ? line(false, "to", x, FLOAT32) : x;
  }

  Value groupNorm(String layer, Value x, int groups, double epsilon) {
    Value input = kernels.mixedNorms() ? x : wide(x);
    Value weight = weight(layer + ".weight");
    Value bias = weight(layer + ".bias");
    return line(input.narrow(), "group_norm", input, groups, weight, bias, epsilon);
  }
}
