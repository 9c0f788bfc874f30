package dev.kakusan.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtEngine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.Precision;
import java.util.ArrayList;
import java.util.List;

/**
 * PyTorch through DJL, in single precision. The engine's native libraries load at the first
 * question that needs them, and never from a network.
 */
public final class DjlBackendProvider implements BackendProvider {

  private static final String CPU = "cpu";

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

  /** {@inheritDoc} The number of threads holds for the whole process. */
  @Override
  public Backend open(String device, int threads) {
    List<String> devices = devices();
    int index = devices.indexOf(device);
    if (index < 0) {
      throw new InvalidInput("no device '" + device + "' for backend djl; there are: " + devices);
    }
    if (threads < 0) {
      throw new InvalidInput("threads must be 0 or more, got " + threads);
    }
    Engine engine = pytorch();
    if (threads > 0) {
      JniUtils.setNumThreads(threads);
    }
    boolean onCpu = index == 0;
    Device chosen = onCpu ? Device.cpu() : Device.gpu(index - 1);
    Crew crew = new Crew(onCpu ? JniUtils.getNumThreads() : 1);
    return new DjlBackend((PtNDManager) engine.newBaseManager(chosen), crew);
  }

  private static Engine pytorch() {
    System.setProperty("ai.djl.offline", "true");
    return Engine.getEngine(PtEngine.ENGINE_NAME);
  }
}
