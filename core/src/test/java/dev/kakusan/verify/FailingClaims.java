package dev.kakusan.verify;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.observe.ProgressObserver;
import java.util.List;
import java.util.function.Supplier;

/** The whole suite on the reference backend, up to the first claim that fails: its id, or none. */
public final class FailingClaims implements Supplier<List<String>> {

  @Override
  public List<String> get() {
    try (Backend backend = new ReferenceBackendProvider().open("cpu", 1)) {
      Subject subject = new Subject(backend, Precision.FLOAT64, Arithmetic.FLOAT64, backend);
      for (Claim claim : Claims.all()) {
        Report report = new Verify(List.of(claim), ProgressObserver.SILENT).run(subject);
        if (!report.holds()) {
          return List.of(claim.id());
        }
      }
      return List.of();
    }
  }
}
