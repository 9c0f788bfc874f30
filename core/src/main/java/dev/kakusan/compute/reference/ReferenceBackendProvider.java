package dev.kakusan.compute.reference;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.Opening;
import dev.kakusan.compute.Precision;
import java.util.List;

/** Plain Java in double precision, on the CPU and one thread. */
public final class ReferenceBackendProvider implements BackendProvider {

  @Override
  public String name() {
    return "reference";
  }

  @Override
  public String engine() {
    return "plain Java, double precision";
  }

  @Override
  public Precision precision() {
    return Precision.FLOAT64;
  }

  @Override
  public List<String> devices() {
    return List.of("cpu");
  }

  /** Opens the CPU; whatever {@code threads} allows, one is used. */
  @Override
  public Backend open(Opening opening) {
    if (!devices().contains(opening.device())) {
      throw new InvalidInput(
          "backend reference has no device '" + opening.device() + "'; known: " + devices());
    }
    opening.among(List.of(Arithmetic.FLOAT64), name());
    return new ReferenceBackend();
  }
}
