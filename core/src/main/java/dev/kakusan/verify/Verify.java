package dev.kakusan.verify;

import dev.kakusan.InvalidInput;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Use case: holds core's mathematics, as one backend computes it, to every claim. */
public final class Verify {

  private final List<Claim> claims;
  private final ProgressObserver observer;

  public Verify(List<Claim> claims, ProgressObserver observer) {
    this.claims = List.copyOf(claims);
    this.observer = observer;
  }

  /** Checks one claim after the other; one that fails, or throws, does not stop the next. */
  public Report run(Subject subject) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Claim claim : claims) {
      observer.on(new ProgressEvent.Verifying(claim.id(), verdicts.size(), claims.size()));
      verdicts.add(verdict(claim, subject));
    }
    observer.on(new ProgressEvent.Verifying("", claims.size(), claims.size()));
    return new Report(verdicts);
  }

  private static Verdict verdict(Claim claim, Subject subject) {
    long start = System.nanoTime();
    Optional<Finding> finding = Optional.empty();
    Optional<String> exception = Optional.empty();
    try {
      finding = Optional.of(claim.check().on(subject));
    } catch (RuntimeException e) {
      String message = e.getMessage() == null ? "" : ": " + e.getMessage();
      exception = Optional.of(e.getClass().getSimpleName() + message);
    }
    return new Verdict(claim, finding, exception, (System.nanoTime() - start) * 1e-9);
  }

  /**
   * The claims of these ids, case aside; a word that is no id stands for all ids that begin with
   * it, and no words for all claims.
   *
   * @throws InvalidInput where a word fits no claim, listing those there are
   */
  public static List<Claim> chosen(List<Claim> claims, List<String> words) {
    List<Claim> chosen = new ArrayList<>();
    for (String word : words) {
      List<Claim> named = matching(claims, id -> id.equals(lower(word)));
      List<Claim> begun = matching(claims, id -> id.startsWith(lower(word)));
      if (begun.isEmpty()) {
        String known = claims.stream().map(Claim::id).collect(Collectors.joining(", "));
        throw new InvalidInput("no claim '" + word + "'; known: " + known);
      }
      chosen.addAll(named.isEmpty() ? begun : named);
    }
    return claims.stream().filter(claim -> words.isEmpty() || chosen.contains(claim)).toList();
  }

  private static List<Claim> matching(List<Claim> claims, Predicate<String> id) {
    return claims.stream().filter(claim -> id.test(lower(claim.id()))).toList();
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }
}
