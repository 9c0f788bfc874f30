package dev.kakusan.compute.reference;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Compute;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MachineRates;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.random.RandomKey;

/** Tensors and perceptrons in plain Java doubles. */
final class ReferenceBackend implements Backend {

  private final ReferenceCompute compute = new ReferenceCompute();

  @Override
  public Compute compute() {
    return compute;
  }

  @Override
  public TrainableDenoiser denoiser(DenoiserSpec spec, OptimizerSpec optimizer, RandomKey key) {
    if (spec instanceof MlpSpec perceptron) {
      return new ReferenceNetwork(compute, perceptron, optimizer, key);
    }
    throw new InvalidInput(
        "backend reference does not know network "
            + spec.kind()
            + "; choose --backend djl or --network mlp");
  }

  @Override
  public MachineRates rates() {
    return ReferenceRates.measured();
  }

  /** Frees every tensor. */
  @Override
  public void close() {
    compute.close();
  }
}
