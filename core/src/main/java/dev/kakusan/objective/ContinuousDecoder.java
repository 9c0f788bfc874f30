package dev.kakusan.objective;

import dev.kakusan.compute.Tensor;

/** The Gaussian's density: for data that are real numbers. */
public record ContinuousDecoder() implements Decoder {

  @Override
  public String name() {
    return "gaussian density";
  }

  @Override
  public Tensor negativeLogLikelihood(Tensor x0, Tensor mean, double variance) {
    int d = x0.shape().example().size();
    return x0.minus(mean)
        .square()
        .sumPerExample()
        .times(1 / (2 * variance))
        .plus(d * Math.log(2 * Math.PI * variance) / 2);
  }

  @Override
  public Tensor negativeLogLikelihood(Tensor x0, Tensor mean, Tensor logVariance) {
    int d = x0.shape().example().size();
    return x0.minus(mean)
        .square()
        .times(logVariance.times(-1).exp())
        .plus(logVariance)
        .sumPerExample()
        .times(0.5)
        .plus(d * Math.log(2 * Math.PI) / 2);
  }
}
