package dev.kakusan.compute;

import java.util.List;

/** A network, described: enough for any backend to build it with the same weights by name. */
public sealed interface DenoiserSpec permits MlpSpec, UNetSpec {

  /** As a user writes it after {@code --network}. */
  String kind();

  /** The shape of one example, without the batch's axis. */
  Shape example();

  /** The shape of the output for one example. */
  Shape output();

  /** Every weight, in the order in which the network meets them; names are unique. */
  List<ParameterSpec> parameters();

  /** The number of weights. */
  default long size() {
    return parameters().stream().mapToLong(p -> p.shape().size()).sum();
  }
}
