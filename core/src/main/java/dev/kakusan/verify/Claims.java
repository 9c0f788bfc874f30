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
            BoundClaims.claims(),
            SamplerClaims.claims(),
            ChainClaims.claims(),
            LossClaims.claims(),
            EstimatorClaims.claims(),
            LedgerClaims.claims(),
            DecoderClaims.claims(),
            GradientClaims.claims())
        .flatMap(List::stream)
        .toList();
  }
}
