package dev.kakusan.djl;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Precision;
import dev.kakusan.process.ClosedFormContract;
import org.junit.jupiter.api.AfterEach;

final class DjlClosedFormTest implements ClosedFormContract {

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
