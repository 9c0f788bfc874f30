package dev.kakusan.verify;

import java.util.List;
import java.util.stream.Stream;

/** Every claim, theme by theme, the quick and exact ones first. */
public final class Claims {

  private Claims() {}

  public static List<Claim> all() {
    return Stream.of(
            ProcessClaims.claims(),
            ParameterizationClaims.claims(),
            TermClaims.claims(),
            TimesClaims.claims(),
            SamplerClaims.claims(),
            LossClaims.claims(),
            DecoderClaims.claims(),
            GradientClaims.claims(),
            ChainClaims.claims(),
            LedgerClaims.claims(),
            UnbiasedClaims.claims(),
            BoundClaims.claims(),
            EstimatorClaims.claims())
        .flatMap(List::stream)
        .toList();
  }
}
