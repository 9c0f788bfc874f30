package dev.kakusan.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The claims on the reference backend, and how a report comes about. */
final class ClaimsTest {

  private final Backend backend = new ReferenceBackendProvider().open("cpu", 1);
  private final Subject subject =
      new Subject(backend, Precision.FLOAT64, Arithmetic.FLOAT64, backend);

  @AfterEach
  void close() {
    backend.close();
  }

  @TestFactory
  Stream<DynamicTest> everyClaimHolds() {
    return Claims.all().stream()
        .map(
            claim ->
                DynamicTest.dynamicTest(
                    claim.id(), () -> assertThat(run(claim).failures()).isEmpty()));
  }

  private Report run(Claim... claims) {
    return new Verify(List.of(claims), ProgressObserver.SILENT).run(subject);
  }

  @Test
  void idsAreUnique() {
    assertThat(Claims.all()).extracting(Claim::id).doesNotHaveDuplicates();
  }

  @Test
  void aClaimThatFailsOrThrowsDoesNotStopTheOthers() {
    Claim fails = claim("fails", s -> Finding.atMost(1, 2, "too much"));
    Claim throwing =
        claim(
            "throws",
            s -> {
              throw new IllegalStateException("broke off");
            });
    Claim holds = claim("holds", s -> Finding.between(1, 3, 2, "just right"));
    List<String> seen = new ArrayList<>();
    Report report =
        new Verify(
                List.of(fails, throwing, holds),
                event -> seen.add(((ProgressEvent.Verifying) event).claim()))
            .run(subject);
    assertThat(report.holds()).isFalse();
    assertThat(report.failures())
        .extracting(v -> v.claim().id())
        .containsExactly("fails", "throws");
    assertThat(report.verdicts().get(1).exception()).hasValue("IllegalStateException: broke off");
    assertThat(report.verdicts().get(2).holds()).isTrue();
    assertThat(seen).containsExactly("fails", "throws", "holds", "");
  }

  @Test
  void whatIsNoNumberMeetsNoBound() {
    assertThat(Finding.atLeast(0, Double.NaN, "").holds()).isFalse();
    Worst worst = new Worst();
    assertThat(worst.finding().holds()).as("nothing compared").isFalse();
    worst.see(1, 1, 1e-9, "here");
    assertThat(worst.finding().holds()).isTrue();
    worst.see(Double.NaN, 1, 1, "there");
    worst.see(5, 1, 1, "elsewhere");
    assertThat(worst.finding().holds()).isFalse();
    assertThat(worst.finding().words()).contains("there");
  }

  @Test
  void claimsAreChosenByNameOrByItsBeginning() {
    List<Claim> all =
        List.of(
            claim("S1", s -> Finding.atMost(0, 0, "")),
            claim("S10", s -> Finding.atMost(0, 0, "")),
            claim("ddim-step", s -> Finding.atMost(0, 0, "")));
    assertThat(chosen(all, "s1")).containsExactly("S1");
    assertThat(chosen(all, "DDIM", "S10")).containsExactly("S10", "ddim-step");
    assertThat(chosen(all, "S")).containsExactly("S1", "S10");
    assertThat(chosen(all)).hasSize(3);
    assertThatThrownBy(() -> chosen(all, "S7"))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("no claim 'S7'; known: S1, S10, ddim-step");
  }

  private static List<String> chosen(List<Claim> all, String... words) {
    return Verify.chosen(all, List.of(words)).stream().map(Claim::id).toList();
  }

  private static Claim claim(String id, Claim.Check check) {
    return new Claim(id, "a claim", "a paper", check);
  }
}
