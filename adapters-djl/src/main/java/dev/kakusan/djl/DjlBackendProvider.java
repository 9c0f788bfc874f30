package dev.kakusan.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.cuda.CudaUtils;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.Opening;
import dev.kakusan.compute.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * PyTorch through DJL, in single precision. The engine's native libraries load at the first
 * question that needs them, and never from a network.
 */
public final class DjlBackendProvider implements BackendProvider {

  private static final String CPU = "cpu";
  private static final List<Arithmetic> ON_CPU = List.of(Arithmetic.FLOAT32, Arithmetic.BFLOAT16);
  private static final List<Arithmetic> ON_GPU =
      List.of(Arithmetic.FLOAT32, Arithmetic.TF32, Arithmetic.BFLOAT16);

  /** The first compute capability, times ten, whose tensor cores know bfloat16. */
  private static final int AMPERE = 80;

  @Override
  public String name() {
    return "djl";
  }

  @Override
  public String engine() {
    return "PyTorch " + pytorch().getVersion() + " through DJL " + Engine.getDjlVersion();
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  @Override
  public List<String> devices() {
    List<String> devices = new ArrayList<>(List.of(CPU));
    for (int i = 0; i < pytorch().getGpuCount(); i++) {
      devices.add("gpu:" + i);
    }
    return List.copyOf(devices);
  }

  /** {@inheritDoc} It is to be used by the thread that opens it. */
  @Override
  public Backend open(Opening opening) {
    List<String> devices = devices();
    int index = devices.indexOf(opening.device());
    if (index < 0) {
      throw new InvalidInput(
          "no device '" + opening.device() + "' for backend djl; there are: " + devices);
    }
    boolean onCpu = index == 0;
    Device device = onCpu ? Device.cpu() : Device.gpu(index - 1);
    Arithmetic arithmetic = opening.among(onCpu ? ON_CPU : ON_GPU, name());
    if (arithmetic == Arithmetic.BFLOAT16 && !opening.anyway() && !fast(device)) {
      throw new InvalidInput(
          "precision bfloat16 would be slow: "
              + (onCpu ? "this processor" : opening.device())
              + " has no instructions for it; take float32, or give force-precision true");
    }
    if (onCpu) {
      NativeSwitches.keepFreedMemory();
    } else {
      NativeSwitches.tf32(arithmetic == Arithmetic.TF32);
    }
    int choice = EnginesChoice.THREADS;
    Crew crew = new Crew(!onCpu ? 1 : opening.threads() > 0 ? opening.threads() : choice);
    return new DjlBackend((PtNDManager) pytorch().newBaseManager(device), crew, arithmetic);
  }

  /** Asked at the first opening, before a {@link Crew} says how many an operation takes. */
  private static final class EnginesChoice {
    static final int THREADS = JniUtils.getNumThreads();
  }

  private static boolean fast(Device device) {
    return device.isGpu()
        ? Integer.parseInt(CudaUtils.getComputeCapability(device.getDeviceId())) >= AMPERE
        : FastBfloat16.here();
  }

  private static Engine pytorch() {
    System.setProperty("ai.djl.offline", "true");
    LibtorchCheck.ofThisProcess()
        .flavor()
        .filter(flavor -> System.getenv(LibtorchCheck.FLAVOR) == null)
        .ifPresent(flavor -> System.setProperty(LibtorchCheck.FLAVOR, flavor));
    return Engine.getEngine(PtEngine.ENGINE_NAME);
  }
}
