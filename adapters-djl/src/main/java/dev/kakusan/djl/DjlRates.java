package dev.kakusan.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.MachineRates;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What the device reaches with every thread of the crew at work on its own. */
final class DjlRates {

  private static final int SIDE = 512;
  private static final int HEIGHT = 16;
  private static final int WIDTH = SIDE / HEIGHT;
  private static final int KERNEL = 3;
  private static final int COPIED = 1 << 24;
  private static final int REPEATED = 8;
  private static final int TIMES = 8;

  /** The method {@code mm} or {@code conv2d}: that operator many times. */
  private static final String PRODUCTS =
      """
        def %1$s(self: __torch__.Net, a: Tensor, b: Tensor, dtype: int, times: int) -> Tensor:
          x = torch.to(a, dtype)
          y = torch.to(b, dtype)
          z = torch.%1$s(x, y)
          for i in range(times):
            z = torch.%1$s(x, y)
          return torch.sum(torch.select(z, 1, 0), dtype=6)
      """;

  private static final String COPIES =
      """
        def copies(self: __torch__.Net, a: Tensor, b: Tensor, times: int) -> Tensor:
          for i in range(times):
            c = torch.copy_(b, a)
          return torch.select(b, 0, 0)
      """;

  private static final String METHODS =
      PRODUCTS.formatted("mm") + PRODUCTS.formatted("conv2d") + COPIES;

  private DjlRates() {}

  static MachineRates measured(DjlCompute compute, Arithmetic arithmetic) {
    int dtype = arithmetic == Arithmetic.BFLOAT16 ? 15 : 6;
    int size = compute.crew().size();
    try (ScriptModule script = new ScriptModule(compute.manager(), METHODS);
        PtNDArray a = filled(compute, SIDE, SIDE);
        PtNDArray b = filled(compute, SIDE, SIDE);
        PtNDArray picture = filled(compute, 1, SIDE, HEIGHT + KERNEL - 1, WIDTH + KERNEL - 1);
        PtNDArray kernel = filled(compute, SIDE, SIDE, KERNEL, KERNEL);
        PtNDArray from = filled(compute, size, COPIED);
        PtNDArray to = filled(compute, size, COPIED)) {
      double product = 2.0 * SIDE * SIDE * SIDE * (REPEATED + 1) * size;
      Supplier<ScriptModule.Call> products = () -> script.call("mm").with(a).with(b);
      Supplier<ScriptModule.Call> convolutions =
          () -> script.call("conv2d").with(picture).with(kernel);
      double matrices = best(compute, product, products, dtype);
      double pictures = best(compute, product * KERNEL * KERNEL, convolutions, dtype);
      double bytes = 2.0 * COPIED * Float.BYTES * size;
      return new MachineRates(
          Math.max(matrices, pictures),
          MachineRates.bestPerSecond(
              bytes,
              TIMES,
              () ->
                  each(
                      compute,
                      k -> {
                        try (PtNDArray source = (PtNDArray) from.get(k);
                            PtNDArray target = (PtNDArray) to.get(k)) {
                          return script.call("copies").with(source).with(target).with(1).tensor();
                        }
                      })));
    }
  }

  private static double best(
      DjlCompute compute, double operations, Supplier<ScriptModule.Call> call, int dtype) {
    Runnable work = () -> each(compute, k -> call.get().with(dtype).with(REPEATED).tensor());
    return MachineRates.bestPerSecond(operations, TIMES, work);
  }

  /** Reading what comes back waits for a GPU. */
  private static void each(DjlCompute compute, IntFunction<PtNDArray> work) {
    List<PtNDArray> results = compute.crew().each(compute.crew().size(), false, work);
    for (PtNDArray result : results) {
      try (result) {
        result.toFloatArray();
      }
    }
  }

  private static PtNDArray filled(DjlCompute compute, long... dims) {
    return (PtNDArray) compute.manager().ones(new Shape(dims), DataType.FLOAT32);
  }
}
