package dev.kakusan.djl;

import ai.djl.pytorch.engine.PtNDManager;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MachineRates;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.djl.torchscript.Kernels;
import dev.kakusan.djl.torchscript.NetworkScript;
import dev.kakusan.djl.torchscript.OptimizerScript;
import dev.kakusan.random.RandomKey;
import java.util.ArrayList;
import java.util.List;

/** One device through DJL; closing it frees all that was made on it. */
final class DjlBackend implements Backend {

  private final PtNDManager manager;
  private final Arithmetic arithmetic;
  private final DjlCompute compute;
  private final ScriptModule learning;
  private final List<DjlDenoiser> denoisers = new ArrayList<>();

  DjlBackend(PtNDManager manager, Crew crew, Arithmetic arithmetic) {
    this.manager = manager;
    this.arithmetic = arithmetic;
    this.compute = new DjlCompute(manager, crew);
    this.learning = new ScriptModule(manager, OptimizerScript.METHODS);
  }

  @Override
  public DjlCompute compute() {
    return compute;
  }

  @Override
  public TrainableDenoiser denoiser(DenoiserSpec spec, OptimizerSpec optimizer, RandomKey key) {
    denoisers.removeIf(DjlDenoiser::closed);
    Kernels kernels = manager.getDevice().isGpu() ? Kernels.GPU : Kernels.CPU;
    String methods = NetworkScript.methods(spec, arithmetic, kernels);
    ScriptModule network = new ScriptModule(manager, methods);
    DjlDenoiser denoiser = new DjlDenoiser(spec, optimizer, key, compute, network, learning);
    denoisers.add(denoiser);
    return denoiser;
  }

  @Override
  public MachineRates rates() {
    return DjlRates.measured(compute, arithmetic);
  }

  @Override
  public void close() {
    denoisers.forEach(DjlDenoiser::close);
    learning.close();
    compute.close();
    manager.close();
  }
}
