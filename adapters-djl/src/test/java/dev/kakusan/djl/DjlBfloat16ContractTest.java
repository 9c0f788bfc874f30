package dev.kakusan.djl;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.MemoryContract;
import dev.kakusan.compute.NetworkContract;
import dev.kakusan.compute.Opening;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.UpdateContract;
import dev.kakusan.compute.WeightsContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/**
 * What the contract says of networks, with their products in bfloat16; their gradients are held to
 * those in float32 by {@link ArithmeticsAgreeTest}.
 */
final class DjlBfloat16ContractTest
    implements NetworkContract, UpdateContract, WeightsContract, MemoryContract {

  private final Backend backend =
      new DjlBackendProvider().open(new Opening("cpu", 1, Optional.of(Arithmetic.BFLOAT16), true));

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

  @Override
  public double networkRoundoff() {
    return 0x1p-9;
  }
}
