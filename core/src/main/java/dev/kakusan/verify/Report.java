package dev.kakusan.verify;

import java.util.List;

/** Every claim's verdict, in the order of the claims. */
public record Report(List<Verdict> verdicts) {

  public Report {
    verdicts = List.copyOf(verdicts);
  }

  public boolean holds() {
    return verdicts.stream().allMatch(Verdict::holds);
  }

  /** The claims that failed. */
  public List<Verdict> failures() {
    return verdicts.stream().filter(verdict -> !verdict.holds()).toList();
  }
}
