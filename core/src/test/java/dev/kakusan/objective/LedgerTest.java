package dev.kakusan.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LedgerTest {

  private static Ledger ledger(double... perExample) {
    Estimate none = Estimate.ofMean(0, 0);
    return new Ledger(Estimate.ofMean(perExample), none, none, none, List.of(), perExample, 2, 1);
  }

  @Test
  void theMeanOfThreeValuesByHand() {
    // Mean 2; deviations −1, 0, 1: variance 1, error √(1/3).
    Estimate estimate = Estimate.ofMean(1, 2, 3);
    assertThat(estimate.mean()).isEqualTo(2);
    assertThat(estimate.standardError()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-15));
    assertThat(Estimate.ofMean(5).standardError()).isNaN();
  }

  @Test
  void whatExamplesHaveInCommonIsNoErrorOfTheirDifference() {
    Ledger first = ledger(10, 200, 3000);
    Ledger other = ledger(11, 202, 3003);
    assertThat(other.total().standardError()).isGreaterThan(900);
    Estimate above = other.above(first);
    assertThat(above.mean()).isEqualTo(2);
    assertThat(above.standardError()).isCloseTo(Math.sqrt(1.0 / 3), within(1e-15));
    assertThat(first.above(other).mean()).isEqualTo(-2);
    assertThat(first.above(first)).isEqualTo(new Estimate(0, 0));
  }

  @Test
  void otherExamplesHaveNoDifference() {
    assertThatThrownBy(() -> ledger(1, 2).above(ledger(1, 2, 3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 examples of 2 dimensions and of 3 of 2");
  }
}
