package dev.kakusan.djl;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendContract;
import dev.kakusan.compute.Opening;
import dev.kakusan.compute.Precision;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** Holds a backend of this adapter to the contracts that a class beneath implements. */
abstract class OnDjl implements BackendContract {

  private final Arithmetic arithmetic;
  private final Backend backend;

  /** On one thread of the CPU, in the adapter's own arithmetic. */
  OnDjl() {
    this("cpu", Arithmetic.FLOAT32);
  }

  /** Also where that arithmetic is slow. */
  OnDjl(String device, Arithmetic arithmetic) {
    this.arithmetic = arithmetic;
    this.backend =
        new DjlBackendProvider().open(new Opening(device, 1, Optional.of(arithmetic), true));
  }

  @AfterEach
  void close() {
    backend.close();
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT32;
  }

  /** 2^−p for p significant bits; of bfloat16's eight, half of that proves enough. */
  @Override
  public double networkRoundoff() {
    return switch (arithmetic) {
      case BFLOAT16 -> 0x1p-9;
      case TF32 -> 0x1p-11;
      case FLOAT32, FLOAT64 -> roundoff();
    };
  }
}
