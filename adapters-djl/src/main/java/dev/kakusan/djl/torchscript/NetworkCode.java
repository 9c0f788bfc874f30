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
 * the name of its value.
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
  private final Map<String, String> weights = new HashMap<>();
  private final StringBuilder lines = new StringBuilder();
  private int values;

  NetworkCode(DenoiserSpec spec, Arithmetic arithmetic) {
    this.narrow = arithmetic == Arithmetic.BFLOAT16;
    List<ParameterSpec> parameters = spec.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      weights.put(parameters.get(i).name(), "p[" + i + "]");
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

  /** The whole method, giving back the value of that name. */
  String forward(String result) {
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

  /** A line that names the value of {@code operator(arguments)}. */
  String call(String operator, Object... arguments) {
    String name = "v" + values++;
    lines.append("    ").append(name).append(" = torch.").append(operator).append('(');
    for (int i = 0; i < arguments.length; i++) {
      lines.append(i == 0 ? "" : ", ").append(arguments[i]);
    }
    lines.append(")\n");
    return name;
  }

  /** The weight of that name; each is used once. */
  String weight(String name) {
    String weight = weights.remove(name);
    if (weight == null) {
      throw new IllegalStateException("no weight " + name + ", or used before");
    }
    return weight;
  }

  boolean hasWeight(String name) {
    return weights.containsKey(name);
  }

  String add(String a, String b) {
    return call("add", a, b);
  }

  String silu(String x) {
    return call("silu", x);
  }

  String linear(String layer, String x) {
    return wide(call("linear", narrow(x), factor(layer + ".weight"), factor(layer + ".bias")));
  }

  /** {@code x} and a linear layer of {@code e} without a bias, added up in the product itself. */
  String plusLinear(String x, String layer, String e) {
    if (narrow) {
      return add(x, wide(call("linear", narrow(e), factor(layer + ".weight"))));
    }
    return call("addmm", x, e, call("t", weight(layer + ".weight")));
  }

  /** A convolution with a square kernel of odd width, padded by half of it. */
  String conv(String layer, String x, int kernel, int stride) {
    return wide(
        call(
            "conv2d",
            narrow(x),
            factor(layer + ".weight"),
            factor(layer + ".bias"),
            List.of(stride, stride),
            List.of(kernel / 2, kernel / 2)));
  }

  /**
   * A convolution 1x1. In float32 it is a product of matrices for each example: on processors
   * without AVX-512 the gradients of oneDNN's own take two to three times as long.
   */
  String pointwise(String layer, String x, int height, int width) {
    if (narrow) {
      return conv(layer, x, 1, 1);
    }
    String kernel = call("unsqueeze", call("flatten", weight(layer + ".weight"), 1), 0);
    String kernels = call("expand", kernel, "[torch.size(" + x + ", 0), -1, -1]");
    String bias = call("unsqueeze", weight(layer + ".bias"), 1);
    String product = call("baddbmm", bias, kernels, call("flatten", x, 2));
    return call("unflatten", product, 2, List.of(height, width));
  }

  /**
   * The convolution 3x3 of the picture doubled by nearest neighbour. Doubling spreads each pixel
   * over 2x2 equal ones, so both together are one transposed convolution of stride 2 whose kernel
   * 4x4 is the turned 3x3 summed over windows 2x2: 16 products for a pixel and pair of channels
   * instead of 36, and no doubled picture in memory.
   */
  String convOfDoubled(String layer, String x) {
    String weight = weight(layer + ".weight");
    String sums =
        call("tensor", SUMS, "dtype=" + FLOAT32, "device=ops.prim.device(" + weight + ")");
    String windows = call("matmul", call("flatten", weight, 2), call("reshape", sums, "[9, 16]"));
    String kernel = narrow(call("transpose", call("unflatten", windows, 2, List.of(4, 4)), 0, 1));
    return wide(
        call(
            "conv_transpose2d",
            narrow(x),
            kernel,
            factor(layer + ".bias"),
            "[2, 2], [1, 1], [0, 0], 1, [1, 1]"));
  }

  /** The weight of that name as products take it. */
  private String factor(String name) {
    return narrow(weight(name));
  }

  private String narrow(String x) {
    return narrow ? call("to", x, BFLOAT16) : x;
  }

  private String wide(String x) {
    return narrow ? call("to", x, FLOAT32) : x;
  }

  String groupNorm(String layer, String x, int groups, double epsilon) {
    return call(
        "group_norm", x, groups, weight(layer + ".weight"), weight(layer + ".bias"), epsilon);
  }
}
