package dev.kakusan.djl.torchscript;

/** The operations of a tensor that DJL lacks, or would need several calls for. */
public final class TensorScript {

  /**
   * The methods' text, for {@link ScriptArchive}.
   *
   * <p>{@code log_normal_mass} is ln(Φ(b) − Φ(a)) in double precision. It is taken in the left tail
   * (the interval is reflected where its middle is above 0), where both logs stay far from 0. The
   * lower edge is moved to within 20 of the upper one, or of 0: what lies below weighs less than
   * e^−200 of the result, and an infinite edge would give NaN gradients.
   */
  public static final String METHODS =
      """
        def plus_number(self: __torch__.Net, x: Tensor, n: float) -> Tensor:
          return torch.add(x, n)
        def times_number(self: __torch__.Net, x: Tensor, n: float) -> Tensor:
          return torch.mul(x, n)
        def clamp(self: __torch__.Net, x: Tensor, low: float, high: float) -> Tensor:
          return torch.clamp(x, low, high)
        def sum_per_example(self: __torch__.Net, x: Tensor) -> Tensor:
          return torch.sum(torch.reshape(x, [torch.size(x, 0), -1]), [1])
        def mean_per_example(self: __torch__.Net, x: Tensor) -> Tensor:
          return torch.mean(torch.reshape(x, [torch.size(x, 0), -1]), [1])
        def log_normal_mass(self: __torch__.Net, lower: Tensor, upper: Tensor) -> Tensor:
          l = torch.to(lower, 7)
          u = torch.to(upper, 7)
          flip = torch.gt(torch.add(l, u), 0)
          a = torch.where(flip, torch.neg(u), l)
          b = torch.where(flip, torch.neg(l), u)
          near = torch.maximum(a, torch.sub(torch.clamp(b, None, 0.), 20))
          top = torch.special_log_ndtr(b)
          gap = torch.sub(torch.special_log_ndtr(near), top)
          share = torch.clamp(torch.neg(torch.expm1(gap)), 9.9999999999999997e-300)
          return torch.to(torch.add(top, torch.log(share)), 6)
        def join(self: __torch__.Net, parts: List[Tensor]) -> Tensor:
          return torch.cat(parts, 0)
        def rows(self: __torch__.Net, table: Tensor, which: Tensor) -> Tensor:
          return torch.index_select(table, 0, torch.to(which, 4))
        def assign(self: __torch__.Net, x: Tensor, y: Tensor) -> Tensor:
          return torch.copy_(x, y)
      """;

  private TensorScript() {}
}
