package dev.kakusan.process;

import dev.kakusan.compute.Compute;
import dev.kakusan.compute.Denoiser;
import dev.kakusan.compute.Shape;
import java.util.Arrays;

/** Denoisers that say something of their variance too. */
public final class Speaking {

  private Speaking() {}

  /** What {@code network} predicts, and v beside it in the channels after. */
  public static Denoiser of(Compute compute, Denoiser network, double v) {
    return (xt, t) -> {
      double[] prediction = network.predict(xt, t).toDoubles();
      int[] dims = xt.shape().dims();
      int d = xt.shape().example().size();
      dims[1] *= 2;
      double[] both = new double[2 * prediction.length];
      Arrays.fill(both, v);
      for (int i = 0; i < t.length; i++) {
        System.arraycopy(prediction, i * d, both, 2 * i * d, d);
      }
      return compute.tensor(both, Shape.of(dims));
    };
  }
}
