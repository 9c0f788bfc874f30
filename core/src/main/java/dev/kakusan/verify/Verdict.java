package dev.kakusan.verify;

import java.util.Optional;

/**
 * How a claim fared: with a finding, or with an exception's words where the check broke off.
 *
 * @param seconds what the check took
 */
public record Verdict(
    Claim claim, Optional<Finding> finding, Optional<String> exception, double seconds) {

  public boolean holds() {
    return finding.isPresent() && finding.get().holds();
  }

  /** What was measured and where, or why nothing was. */
  public String words() {
    return exception.orElseGet(() -> finding.map(Finding::words).orElse(""));
  }
}
