package dev.kakusan.djl.torchscript;

import dev.kakusan.compute.MlpSpec;
import java.util.ArrayList;
import java.util.List;

/** The perceptron of {@link MlpSpec}. */
final class MlpScript {

  private MlpScript() {}

  static String methods(MlpSpec spec, NetworkCode code) {
    Value h = code.call("reshape", Value.wide("x"), List.of(-1, spec.example().size()));
    int last = spec.hidden().size();
    for (int i = 0; i <= last; i++) {
      Value z = code.plusLinear(code.linear("layers." + i, h), "time." + i, Value.wide("e"));
      h = i < last ? code.silu(z) : z;
    }
    List<Integer> output = new ArrayList<>(List.of(-1));
    for (int extent : spec.output().dims()) {
      output.add(extent);
    }
    return code.forward(code.call("reshape", h, output));
  }
}
