package dev.kakusan.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.observe.ProgressObserver;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every claim holds on the reference backend. */
final class ClaimsTest {

  @TestFactory
  Stream<DynamicTest> everyClaimHolds() {
    return Claims.all().stream()
        .map(
            claim ->
                DynamicTest.dynamicTest(
                    claim.id(),
                    () -> {
                      try (Backend backend = new ReferenceBackendProvider().open("cpu", 1)) {
                        Report report =
                            new Verify(java.util.List.of(claim), ProgressObserver.SILENT)
                                .run(new Subject(backend, Precision.FLOAT64, backend));
                        System.out.println(report.verdicts().get(0));
                        assertThat(report.failures()).isEmpty();
                      }
                    }));
  }
}
