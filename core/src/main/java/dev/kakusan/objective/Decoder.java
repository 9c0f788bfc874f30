package dev.kakusan.objective;

import dev.kakusan.compute.Tensor;

/** The last step of the reverse process, p(x_0 | x_1), as a likelihood. */
public sealed interface Decoder permits PixelDecoder, ContinuousDecoder {

  /** The decoder for data of so many levels; 0 is continuous. */
  static Decoder forLevels(int levels) {
    return levels == 0 ? new ContinuousDecoder() : new PixelDecoder(levels);
  }

  /** As protocols name it. */
  String name();

  /**
   * −ln p(x_0 | x_1) for each example, in nats: [B].
   *
   * @param x0 the data, [B, …]
   * @param mean of the Gaussian, [B, …]
   * @param variance of the Gaussian, above 0
   */
  Tensor negativeLogLikelihood(Tensor x0, Tensor mean, double variance);

  /** The same with a variance for each element: ln σ², [B, …]. */
  Tensor negativeLogLikelihood(Tensor x0, Tensor mean, Tensor logVariance);
}
