package dev.kakusan.djl;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MemoryContract;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.NetworkContract;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.compute.UpdateContract;
import dev.kakusan.compute.WeightsContract;
import java.util.List;

/**
 * What the contract says of networks, whose products are coarser than float32; their gradients are
 * held to those in float32 by {@link ArithmeticsAgreeTest}.
 */
abstract class CoarserNetworks extends OnDjl
    implements NetworkContract, UpdateContract, WeightsContract, MemoryContract {

  CoarserNetworks(String device, Arithmetic arithmetic) {
    super(device, arithmetic);
  }

  @Override
  public List<DenoiserSpec> networks() {
    return List.of(
        new MlpSpec(Shape.of(2, 2), List.of(5, 4), 4, 2),
        new UNetSpec(Shape.of(1, 4, 4), List.of(4, 8), 1, List.of(false, true), true, 4, 2, 1));
  }
}
