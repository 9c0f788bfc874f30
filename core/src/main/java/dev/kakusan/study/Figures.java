package dev.kakusan.study;

import dev.kakusan.InvalidInput;
import dev.kakusan.objective.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What was measured of one run.
 *
 * @param secondsPerStep of training
 * @param lossVariance of a batch's loss over repeated draws on the final weights, ELBO-weighted, in
 *     (nats per dimension)²
 * @param gradientVariance of that loss' gradient, Σ_j Var(g_j)
 * @param squaredGradient ‖E g‖² of the same gradient
 * @param twinGradientVariance that of the other way to estimate the same gradient, on the same
 *     weights: one draw where this objective takes two, and two where it takes one; absent where
 *     there is no other
 * @param bound −ELBO in nats per example, with its standard error over examples
 * @param terms L_{t−1} in nats per example, each at its t
 */
public record Figures(
    double secondsPerStep,
    double lossVariance,
    double gradientVariance,
    double squaredGradient,
    OptionalDouble twinGradientVariance,
    Estimate bound,
    List<Term> terms) {

  /**
   * @param t 1..T; 1 is L_0
   * @param nats per example
   */
  public record Term(int t, double nats) {}

  Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("seconds-per-step", text(secondsPerStep));
    map.put("loss-variance", text(lossVariance));
    map.put("gradient-variance", text(gradientVariance));
    map.put("squared-gradient", text(squaredGradient));
    twinGradientVariance.ifPresent(v -> map.put("twin-gradient-variance", text(v)));
    map.put("bound", text(bound.mean()));
    map.put("bound-error", text(bound.standardError()));
    map.put(
        "term-times",
        terms.stream().map(term -> Integer.toString(term.t())).collect(Collectors.joining(",")));
    map.put(
        "term-nats",
        terms.stream().map(term -> text(term.nats())).collect(Collectors.joining(",")));
    return map;
  }

  /**
   * The figures of {@link #toMap}.
   *
   * @throws InvalidInput where a key is missing or its value is no number
   */
  static Figures of(Map<String, String> map, String place) {
    try {
      double[] times = numbers(required(map, "term-times", place));
      double[] nats = numbers(required(map, "term-nats", place));
      List<Term> terms = new ArrayList<>();
      for (int i = 0; i < Math.min(times.length, nats.length); i++) {
        terms.add(new Term((int) times[i], nats[i]));
      }
      String twin = map.get("twin-gradient-variance");
      return new Figures(
          number(map, "seconds-per-step", place),
          number(map, "loss-variance", place),
          number(map, "gradient-variance", place),
          number(map, "squared-gradient", place),
          twin == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(twin)),
          new Estimate(number(map, "bound", place), number(map, "bound-error", place)),
          List.copyOf(terms));
    } catch (NumberFormatException e) {
      throw new InvalidInput(place + " is damaged: " + e.getMessage(), e);
    }
  }

  private static double number(Map<String, String> map, String key, String place) {
    return Double.parseDouble(required(map, key, place));
  }

  private static String required(Map<String, String> map, String key, String place) {
    String value = map.get(key);
    if (value == null) {
      throw new InvalidInput(place + " is damaged: it lacks " + key);
    }
    return value;
  }

  private static double[] numbers(String text) {
    return Arrays.stream(text.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
  }

  private static String text(double value) {
    return Double.toString(value);
  }
}
