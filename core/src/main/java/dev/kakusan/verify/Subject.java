package dev.kakusan.verify;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Compute;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.random.RandomKey;
import java.util.List;
import java.util.function.Supplier;

/**
 * What is verified: core's mathematics as one backend computes it.
 *
 * @param backend the backend in question
 * @param precision its precision, on which the bounds depend
 * @param arithmetic of its networks' products
 * @param oracle the backend that it is compared with, in double precision; may be itself
 */
public record Subject(Backend backend, Precision precision, Arithmetic arithmetic, Backend oracle) {

  /** Another seed would serve as well; with this one every figure can be met again. */
  static final RandomKey KEY = RandomKey.root(2024).child("verify");

  Compute compute() {
    return backend.compute();
  }

  /** The unit roundoff u: a rounded number is off by at most u of itself. */
  double roundoff() {
    return precision.roundoff();
  }

  /** The same of what went through a network. */
  double networkRoundoff() {
    return arithmetic.roundoff();
  }

  /** What the backend keeps of a number. */
  double rounded(double value) {
    return precision == Precision.FLOAT32 ? (float) value : value;
  }

  /** Standard normal numbers that the backend keeps exactly. */
  double[] gaussians(String name, int n) {
    double[] values = KEY.child(name).gaussians(n);
    for (int i = 0; i < n; i++) {
      values[i] = rounded(values[i]);
    }
    return values;
  }

  /** The numbers of a tensor made and freed here. */
  double[] numbers(Supplier<Tensor> body) {
    return compute().tidied(() -> body.get().toDoubles());
  }

  /**
   * A perceptron on examples of two numbers, every weight of it drawn, the last layer's too.
   *
   * @param parts of its output: 2 where it tells a variance
   */
  TrainableDenoiser network(int parts) {
    return network(backend, parts);
  }

  /** The same network on the oracle. */
  TrainableDenoiser oracleNetwork(int parts) {
    return network(oracle, parts);
  }

  static MlpSpec spec(int parts) {
    return new MlpSpec(Shape.of(2), List.of(8), 6, parts);
  }

  private TrainableDenoiser network(Backend where, int parts) {
    MlpSpec spec = spec(parts);
    TrainableDenoiser network = where.denoiser(spec, OptimizerSpec.DEFAULT, KEY.child("weights"));
    network.readFrom(WeightPart.MODEL, Weights.drawn(spec, this));
    return network;
  }
}
