package dev.kakusan.djl.torchscript;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.UNetSpec;

/**
 * A network as a TorchScript class with the one method {@code forward(x, e, p)}: noisy data [B, …],
 * the features of the times [B, {@link #timeFeatures}], and the weights in the order of {@link
 * DenoiserSpec#parameters()}.
 */
public final class NetworkScript {

  private NetworkScript() {}

  /** The methods' text, for {@link ScriptArchive}. */
  public static String methods(DenoiserSpec spec, Arithmetic arithmetic, Kernels kernels) {
    NetworkCode code = new NetworkCode(spec, arithmetic, kernels);
    if (spec instanceof UNetSpec unet) {
      return new UNetScript(unet, code).methods();
    }
    return MlpScript.methods((MlpSpec) spec, code);
  }

  /** The width of the time features that the network takes. */
  public static int timeFeatures(DenoiserSpec spec) {
    return spec instanceof UNetSpec unet ? unet.channels().get(0) : ((MlpSpec) spec).timeFeatures();
  }
}
