package dev.kakusan.compute;

/** Takes the arrays of a network, one by one. */
@FunctionalInterface
public interface WeightSink {
  void accept(NamedArray array);
}
