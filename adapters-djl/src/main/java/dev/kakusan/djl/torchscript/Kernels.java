package dev.kakusan.djl.torchscript;

/**
 * What a kind of device computes well, where one thing can be written in two ways.
 *
 * @param mixedNorms whether it normalises bfloat16 by float32 weights; else the input is widened
 * @param fewPositions up to how many positions attention is two products and a softmax between,
 *     which keep positions² numbers for each head, instead of the fused operator, which keeps none
 */
public record Kernels(boolean mixedNorms, int fewPositions) {

  /** Forward and backward, the fused operator takes longer here, in bfloat16 several times. */
  public static final Kernels CPU = new Kernels(true, 128);

  public static final Kernels GPU = new Kernels(false, 0);
}
