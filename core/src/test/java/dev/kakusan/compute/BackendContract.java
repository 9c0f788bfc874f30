package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** What the contracts ask of the class that inherits them, and what they share. */
public interface BackendContract {

  /** The backend under test, open throughout a test; the class that opened it closes it. */
  Backend backend();

  /** How the backend keeps a number: every tolerance follows from it. */
  Precision precision();

  /** One of each kind of network the backend knows, small enough for finite differences. */
  default List<DenoiserSpec> networks() {
    return List.of(
        new MlpSpec(Shape.of(3), List.of(), 4, 1),
        new MlpSpec(Shape.of(2, 2), List.of(5, 4), 4, 2));
  }

  default Compute compute() {
    return backend().compute();
  }

  /** The unit roundoff u: a rounded number is off by at most u of itself. */
  default double roundoff() {
    return precision().roundoff();
  }

  /** The unit roundoff of the products in its networks, see {@link Arithmetic}. */
  default double networkRoundoff() {
    return roundoff();
  }

  /** What the backend keeps of a number. */
  default double rounded(double value) {
    return precision() == Precision.FLOAT32 ? (float) value : value;
  }

  default Tensor tensor(Shape shape, double... values) {
    return compute().tensor(values, shape);
  }

  /** Standard normal numbers under a name, the same for every backend. */
  default Tensor gaussians(Shape shape, String name) {
    return compute().tensor(RandomKey.root(11).child(name).gaussians(shape.size()), shape);
  }

  /** The numbers of a tensor made and freed here. */
  default double[] numbers(Supplier<Tensor> body) {
    return compute().tidied(() -> body.get().toDoubles());
  }

  /**
   * Hand-worked numbers. A result after a few roundings, none of a number larger than the largest
   * of them or 1, is off by a few u of it; 8 of them are allowed.
   */
  default void assertNumbers(Supplier<Tensor> body, double... expected) {
    double largest = Arrays.stream(expected).map(Math::abs).reduce(1, Math::max);
    assertThat(numbers(body)).containsExactly(expected, within(8 * roundoff() * largest));
  }

  /** A network of this kind with every weight drawn, the last layer's too. */
  default TrainableDenoiser drawnNetwork(DenoiserSpec spec, OptimizerSpec optimizer, long seed) {
    TrainableDenoiser network = backend().denoiser(spec, optimizer, RandomKey.root(seed));
    network.readFrom(WeightPart.MODEL, HeldWeights.drawn(spec, seed, precision()));
    return network;
  }
}
