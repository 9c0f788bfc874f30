package dev.kakusan.compute;

import dev.kakusan.InvalidInput;
import dev.kakusan.random.RandomKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A network's arrays held in memory, in the order in which they came. */
public final class HeldWeights implements WeightSink, WeightSource {

  private final Map<String, NamedArray> arrays = new LinkedHashMap<>();

  /** The arrays of one part of a network. */
  public static HeldWeights of(TrainableDenoiser network, WeightPart part) {
    HeldWeights weights = new HeldWeights();
    network.writeTo(part, weights);
    return weights;
  }

  /** Every weight of a network drawn from N(0, 0.4²), exact in this precision. */
  public static HeldWeights drawn(DenoiserSpec spec, long seed, Precision precision) {
    HeldWeights weights = new HeldWeights();
    for (ParameterSpec p : spec.parameters()) {
      double[] values = RandomKey.root(seed).child(p.name()).gaussians(p.shape().size());
      for (int i = 0; i < values.length; i++) {
        double value = 0.4 * values[i];
        values[i] = precision == Precision.FLOAT32 ? (float) value : value;
      }
      weights.accept(new NamedArray(p.name(), p.shape(), precision, values));
    }
    return weights;
  }

  @Override
  public void accept(NamedArray array) {
    arrays.put(array.name(), array);
  }

  @Override
  public NamedArray get(String name) {
    NamedArray array = arrays.get(name);
    if (array == null) {
      throw new InvalidInput("no array " + name + " among " + arrays.keySet());
    }
    return array;
  }

  public List<String> names() {
    return List.copyOf(arrays.keySet());
  }

  public List<NamedArray> arrays() {
    return List.copyOf(arrays.values());
  }

  /** The numbers of an array; changing them changes the array. */
  public double[] values(String name) {
    return get(name).values();
  }

  public void remove(String name) {
    arrays.remove(name);
  }
}
