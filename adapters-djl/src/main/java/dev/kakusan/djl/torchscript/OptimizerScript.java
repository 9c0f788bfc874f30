package dev.kakusan.djl.torchscript;

/** From a loss to new weights in one call. */
public final class OptimizerScript {

  /**
   * The methods' text, for {@link ScriptArchive}.
   *
   * <p>{@code gradients} is the gradient of the loss, a scalar; 0 for a weight that it does not
   * depend on. {@code update} is the step of {@link dev.kakusan.compute.OptimizerSpec} in place,
   * the fused kernel dividing each gradient by max(1, (norm + 1e-6) / clipNorm); then the average
   * moves. It gives back [loss, global norm before clipping, the losses that it is the mean of …].
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
                g = unchecked_cast(Tensor, one)
              _0 = torch.append(all, g)
          else:
            for j in range(torch.len(p)):
              _1 = torch.append(all, torch.zeros_like(p[j]))
          return all
        def update(self: __torch__.Net, loss: Tensor, losses: Tensor, p: List[Tensor], average: List[Tensor],
            m: List[Tensor], v: List[Tensor], step: float, rate: float, beta1: float, beta2: float,
            epsilon: float, decay: float, clip: float, move: float) -> Tensor:
          g = (self).gradients(loss, p, )
          norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(g, 2)))
          scale = torch.clamp(torch.div(torch.add(norm, 9.9999999999999995e-07), clip), 1.)
          steps = torch.mul([torch.full_like(norm, step)], torch.len(p))
          none = annotate(List[Tensor], [])
          torch._fused_adamw_(p, g, m, v, none, steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False, grad_scale=scale)
          torch._foreach_lerp_(average, p, move)
          return torch.cat([torch.stack([torch.detach(loss), norm]), torch.detach(losses)])
      """;

  private OptimizerScript() {}
}
