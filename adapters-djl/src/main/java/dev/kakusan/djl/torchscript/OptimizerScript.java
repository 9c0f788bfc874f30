package dev.kakusan.djl.torchscript;

import dev.kakusan.compute.Muon;

/** From a loss to new weights in one call. */
public final class OptimizerScript {

  /**
   * The methods' text, for {@link ScriptArchive}.
   *
   * <p>{@code gradients} is the gradient of the loss, a scalar; 0 for a weight that it does not
   * depend on; row-major, as the fused kernel takes for granted. {@code backward} carries the slope
   * of a batch on through the network's output for its examples start..end−1, {@code add} adds what
   * came of it in place. {@code norm} is the global one, before clipping. {@code adamw} and {@code
   * muon} are the steps of {@link dev.kakusan.compute.OptimizerSpec} in place, each gradient
   * divided by max(1, (norm + 1e-6) / clipNorm); then the average moves. {@code muon} is for
   * weights of one shape, and {@code wide} for matrices [n, rows, columns]: each round multiplies x
   * by F = A + B x xᵀ + C (x xᵀ)², so where columns are many, the small squares go through the
   * rounds, x xᵀ becoming F x xᵀ F, and x is multiplied once by all their factors. {@code figures}
   * are [loss, norm, the losses that it is the mean of …].
   */
  public static final String METHODS =
      """
        def gradients(self: __torch__.Net, loss: Tensor, p: List[Tensor]) -> List[Tensor]:
          all = annotate(List[Tensor], [])
          if ops.prim.requires_grad(loss):
            maybe = torch.autograd.grad([loss], p, None, None, False, True)
            for i in range(torch.len(p)):
              one = maybe[i]
              if torch.__is__(one, None):
                g = torch.zeros_like(p[i])
              else:
                g = torch.contiguous(unchecked_cast(Tensor, one))
              _0 = torch.append(all, g)
          else:
            for j in range(torch.len(p)):
              _1 = torch.append(all, torch.zeros_like(p[j]))
          return all
        def backward(self: __torch__.Net, output: Tensor, slope: Tensor, start: int, end: int,
            p: List[Tensor]) -> List[Tensor]:
          part = torch.slice(slope, 0, start, end, 1)
          return (self).gradients(torch.sum(torch.mul(output, part)), p, )
        def add(self: __torch__.Net, sum: List[Tensor], share: List[Tensor]) -> List[Tensor]:
          torch._foreach_add_(sum, share)
          return sum
        def norm(self: __torch__.Net, g: List[Tensor]) -> Tensor:
          return torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)))
        def pick(self: __torch__.Net, all: List[Tensor], which: List[int]) -> List[Tensor]:
          some = annotate(List[Tensor], [])
          for i in range(torch.len(which)):
            _0 = torch.append(some, all[which[i]])
          return some
        def scale(self: __torch__.Net, norm: Tensor, clip: float) -> Tensor:
          return torch.clamp(torch.div(torch.add(norm, 9.9999999999999995e-07), clip), 1.)
        def adamw(self: __torch__.Net, norm: Tensor, g: List[Tensor], p: List[Tensor], average: List[Tensor],
            m: List[Tensor], v: List[Tensor], step: float, rate: float, beta1: float, beta2: float,
            epsilon: float, decay: float, clip: float, move: float) -> Tensor:
          scale = (self).scale(norm, clip, )
          steps = torch.mul([torch.full_like(norm, step)], torch.len(p))
          none = annotate(List[Tensor], [])
          torch._fused_adamw_(p, g, m, v, none, steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False, grad_scale=scale)
          torch._foreach_lerp_(average, p, move)
          return norm
        def factor(self: __torch__.Net, square: Tensor) -> Tensor:
          factor = torch.baddbmm(square, square, square, beta=%2$s, alpha=%3$s)
          _0 = torch.add_(torch.diagonal(factor, 0, 1, 2), %1$s)
          return factor
        def wide(self: __torch__.Net, matrices: Tensor) -> Tensor:
          norms = torch.linalg_vector_norm(matrices, 2, [1, 2], True)
          x = torch.div(matrices, torch.add(norms, %5$s))
          if torch.ge(torch.size(x, 2), torch.mul(2, torch.size(x, 1))):
            square = torch.bmm(x, torch.transpose(x, 1, 2))
            all = (self).factor(square, )
            factor = all
            for i in range(%6$d):
              square = torch.bmm(torch.bmm(factor, square), factor)
              factor = (self).factor(square, )
              all = torch.bmm(factor, all)
            x = torch.bmm(all, x)
          else:
            for j in range(%4$d):
              x = torch.bmm((self).factor(torch.bmm(x, torch.transpose(x, 1, 2)), ), x)
          return x
        def muon(self: __torch__.Net, norm: Tensor, g: List[Tensor], p: List[Tensor], average: List[Tensor],
            m: List[Tensor], momentum: float, keep: float, stride: float, clip: float, move: float) -> Tensor:
          torch._foreach_div_(g, (self).scale(norm, clip, ))
          torch._foreach_lerp_(m, g, torch.sub(1., momentum))
          matrices = torch.flatten(torch.stack(torch._foreach_lerp(g, m, momentum)), 2)
          if torch.gt(torch.size(matrices, 1), torch.size(matrices, 2)):
            x = torch.transpose((self).wide(torch.transpose(matrices, 1, 2), ), 1, 2)
          else:
            x = (self).wide(matrices, )
          directions = torch.unbind(torch.reshape(x, torch.add([torch.len(p)], torch.size(p[0]))))
          torch._foreach_mul_(p, keep)
          torch._foreach_add_(p, directions, alpha=stride)
          torch._foreach_lerp_(average, p, move)
          return norm
        def figures(self: __torch__.Net, loss: Tensor, norm: Tensor, losses: Tensor) -> Tensor:
          return torch.cat([torch.stack([torch.detach(loss), norm]), torch.detach(losses)])
      """
          .formatted(Muon.A, Muon.B, Muon.C, Muon.ITERATIONS, Muon.EPSILON, Muon.ITERATIONS - 1);

  private OptimizerScript() {}
}
