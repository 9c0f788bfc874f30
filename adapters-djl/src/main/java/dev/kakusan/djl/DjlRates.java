package dev.kakusan.djl;

import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.MachineRates;
import java.util.List;

/** What the device reaches with every thread of the crew at work on its own. */
final class DjlRates {

  private static final int SIDE = 512;
  private static final int COPIED = 1 << 24;
  private static final int REPEATED = 8;
  private static final int TIMES = 8;

  private static final String METHODS =
      """
        def products(self: __torch__.Net, a: Tensor, b: Tensor, dtype: int, times: int) -> Tensor:
          x = torch.to(a, dtype)
          y = torch.to(b, dtype)
          z = torch.mm(x, y)
          for i in range(times):
            z = torch.mm(x, y)
          return torch.sum(torch.select(z, 0, 0), dtype=6)
        def copies(self: __torch__.Net, a: Tensor, b: Tensor, times: int) -> Tensor:
          for i in range(times):
            c = torch.copy_(b, a)
          return torch.select(b, 0, 0)
      """;

  private DjlRates() {}

  static MachineRates measured(DjlCompute compute, Arithmetic arithmetic) {
    int dtype = arithmetic == Arithmetic.BFLOAT16 ? 15 : 6;
    int size = compute.crew().size();
    try (ScriptModule script = new ScriptModule(compute.manager(), METHODS);
        PtNDArray a = filled(compute, SIDE, SIDE);
        PtNDArray b = filled(compute, SIDE, SIDE);
        PtNDArray from = filled(compute, size, COPIED);
        PtNDArray to = filled(compute, size, COPIED)) {
      double operations = 2.0 * SIDE * SIDE * SIDE * (REPEATED + 1) * size;
      double bytes = 2.0 * COPIED * Float.BYTES * size;
      return new MachineRates(
          MachineRates.bestPerSecond(
              operations,
              TIMES,
              () ->
                  each(
                      compute,
                      k ->
                          script
                              .call("products")
                              .with(a)
                              .with(b)
                              .with(dtype)
                              .with(REPEATED)
                              .tensor())),
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

  /** Reading what comes back waits for a GPU. */
  private static void each(DjlCompute compute, java.util.function.IntFunction<PtNDArray> work) {
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
