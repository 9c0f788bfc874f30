package dev.kakusan.compute;

import dev.kakusan.random.RandomKey;

/** Where the numbers live: opened on one device by a {@link BackendProvider}. */
public interface Backend extends AutoCloseable {

  Compute compute();

  /**
   * A fresh network: its weights are {@link ParameterSpec#initialValues} of {@code key}, its
   * average equals them, the optimiser's state is 0.
   *
   * @throws dev.kakusan.InvalidInput where this backend does not know that network, saying what
   *     does
   */
  TrainableDenoiser denoiser(DenoiserSpec spec, OptimizerSpec optimizer, RandomKey key);

  /** Measures the device, in a second or two. */
  MachineRates rates();

  @Override
  void close();
}
