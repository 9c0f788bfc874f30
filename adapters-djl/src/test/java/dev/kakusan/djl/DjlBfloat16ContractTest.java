package dev.kakusan.djl;

import dev.kakusan.compute.Arithmetic;

final class DjlBfloat16ContractTest extends CoarserNetworks {

  DjlBfloat16ContractTest() {
    super("cpu", Arithmetic.BFLOAT16);
  }
}
