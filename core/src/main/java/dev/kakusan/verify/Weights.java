package dev.kakusan.verify;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.compute.WeightSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network's weights on the host, each of which may be changed. */
final class Weights implements WeightSource {

  private final Map<String, NamedArray> arrays = new LinkedHashMap<>();

  /** Every weight drawn from N(0, 0.4²): no gradient is 0, no layer silent. */
  static Weights drawn(DenoiserSpec spec, Subject subject) {
    Weights weights = new Weights();
    for (ParameterSpec p : spec.parameters()) {
      double[] values = Subject.KEY.child("weights").child(p.name()).gaussians(p.shape().size());
      for (int i = 0; i < values.length; i++) {
        values[i] = subject.rounded(0.4 * values[i]);
      }
      weights.arrays.put(
          p.name(), new NamedArray(p.name(), p.shape(), subject.precision(), values));
    }
    return weights;
  }

  @Override
  public NamedArray get(String name) {
    NamedArray array = arrays.get(name);
    if (array == null) {
      throw new InvalidInput("no weight " + name + " among " + arrays.keySet());
    }
    return array;
  }

  /** The numbers of an array; changing them changes the array. */
  double[] values(String name) {
    return get(name).values();
  }
}
