package dev.kakusan.djl;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Precision;
import dev.kakusan.objective.LearnedVarianceContract;
import dev.kakusan.objective.ObjectiveContract;
import org.junit.jupiter.api.AfterEach;

final class DjlObjectiveTest implements ObjectiveContract, LearnedVarianceContract {

  private final Backend backend = new DjlBackendProvider().open("cpu", 1);

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
}
