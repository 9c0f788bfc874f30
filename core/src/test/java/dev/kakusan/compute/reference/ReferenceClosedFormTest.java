package dev.kakusan.compute.reference;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Precision;
import dev.kakusan.process.ClosedFormContract;

final class ReferenceClosedFormTest implements ClosedFormContract {

  private final Backend backend = new ReferenceBackendProvider().open("cpu", 1);

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }
}
