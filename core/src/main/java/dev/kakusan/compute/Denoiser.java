package dev.kakusan.compute;

/** A network that looks at noisy data and its time; what its output means is a Parameterization. */
@FunctionalInterface
public interface Denoiser {

  /**
   * The network's output for a batch.
   *
   * @param xt noisy data, [B, …]
   * @param t one time for each example, in 1..T
   * @return [B, …], of xt's shape unless the network was specified with more output channels
   */
  Tensor predict(Tensor xt, int[] t);
}
