package dev.kakusan.compute;

import java.util.function.Function;

/**
 * A network with weights, their average and the optimiser's state, on one backend. Outside {@link
 * #update} a prediction records no gradients.
 */
public interface TrainableDenoiser extends Denoiser, AutoCloseable {

  /**
   * One step of learning: runs {@code losses}, takes the gradient of their mean, clips it by its
   * global norm, applies AdamW at the given rate, and moves the average.
   *
   * @param settings this step's number, rate and averaging decay
   * @param losses core's closure: from the network to losses [B], one per example
   */
  StepReport update(StepSettings settings, Function<Denoiser, Tensor> losses);

  /** The network with its averaged (EMA) weights. */
  Denoiser averaged();

  /**
   * The gradient of the mean loss, by parameter in the order of {@link DenoiserSpec#parameters()},
   * copied to the host; nothing is changed. For tests and studies.
   */
  double[][] gradients(Function<Denoiser, Tensor> losses);

  /** Hands over every array of the part, in the order of {@link DenoiserSpec#parameters()}. */
  void writeTo(WeightPart part, WeightSink sink);

  /**
   * Takes every array of the part from {@code source}.
   *
   * @throws dev.kakusan.InvalidInput where one is missing or has another shape, by name
   */
  void readFrom(WeightPart part, WeightSource source);

  @Override
  void close();
}
