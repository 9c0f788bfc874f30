package dev.kakusan.objective;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.reference.ReferenceBackendProvider;

final class ReferenceObjectiveTest implements ObjectiveContract, LearnedVarianceContract {

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
