package dev.kakusan.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kakusan.objective.Estimate;
import dev.kakusan.objective.Ledger;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComparisonTest {

  private static final Map<String, Object> RULES = rules();

  private static Map<String, Object> rules() {
    Map<String, Object> rules = new LinkedHashMap<>();
    rules.put("data", "builtin:moons");
    rules.put("split", "test");
    rules.put("dataSha256", "0123456789abcdef");
    rules.put("examples", 3);
    rules.put("dimensions", 2);
    rules.put("timesteps", 10);
    rules.put("schedule", "cosine");
    rules.put("parameterization", "v");
    rules.put("variance", "small");
    rules.put("decoder", "gaussian density");
    rules.put("scaling", "none");
    rules.put("sum", "exact over t");
    rules.put("draws", 1);
    rules.put("weights", "averaged");
    rules.put("clip", false);
    rules.put("step", 6L);
    rules.put("backend", "reference");
    return rules;
  }

  private static ComparedRun run(
      String name, Map<String, Object> otherRules, Map<String, String> settings, double... totals) {
    Map<String, Object> rules = new LinkedHashMap<>(RULES);
    rules.putAll(otherRules);
    Estimate none = new Estimate(0, 0);
    return new ComparedRun(
        name,
        settings,
        6,
        1234,
        Double.NaN,
        new Ledger(new Estimate(totals[0], 1), none, none, none, List.of(), totals, 2, 1),
        new Protocol(rules));
  }

  private static String printed(Comparison comparison) {
    StringWriter text = new StringWriter();
    ComparisonText.print(comparison, new PrintWriter(text, true));
    return text.toString();
  }

  @Test
  void onlyTheSettingsThatDifferAreShown() {
    Comparison comparison =
        new Comparison(
            List.of(
                run("A", Map.of(), Map.of("seed", "0", "steps", "6"), 1, 2, 3),
                run("B", Map.of(), Map.of("seed", "0", "steps", "7"), 1, 2, 3),
                run("C", Map.of(), Map.of("seed", "0", "steps", "7", "new", "x"), 1, 2, 3)));
    assertThat(comparison.settings())
        .containsOnlyKeys("new", "steps")
        .containsEntry("steps", List.of("6", "7", "7"))
        .containsEntry("new", List.of("", "", "x"));
    assertThat(printed(comparison)).contains("  steps ").doesNotContain("  seed ");
  }

  @Test
  void likeRulesGiveThePairedDifference() {
    Comparison comparison =
        new Comparison(
            List.of(
                run("A", Map.of(), Map.of(), 10, 200, 3000),
                run("B", Map.of("parameterization", "x0", "step", 9L), Map.of(), 11, 202, 3003)));
    JsonNode second = ComparisonText.json(comparison).get("runs").get(1);
    assertThat(second.get("comparable").asBoolean()).isTrue();
    assertThat(second.get("notComparable")).isEmpty();
    assertThat(second.get("aboveFirst").get("nats").asDouble()).isEqualTo(2);
    // Differences 1, 2, 3: error √(1/3) nats for 2 dimensions.
    assertThat(second.get("aboveFirst").get("standardError").asDouble())
        .isCloseTo(Math.sqrt(1.0 / 3) / (2 * Math.log(2)), within(1e-12));
    assertThat(second.get("imagesPerSecond").isNull()).isTrue();
    assertThat(printed(comparison)).contains("yes").doesNotContain("not comparable");
  }

  @ParameterizedTest
  @CsvSource({
    "dataSha256, fedc, true",
    "split, train, true",
    "decoder, 17-level bins, true",
    "scaling, 0..16 to [-1 1], true",
    "timesteps, 20, false",
    "schedule, linear, false",
    "variance, large, false",
    "sum, 5 strata, false",
    "draws, 2, false",
    "weights, raw, false",
    "clip, true, false"
  })
  void unlikeRulesAreMarkedWithTheReason(String rule, String value, boolean otherData) {
    Comparison comparison =
        new Comparison(
            List.of(
                run("A", Map.of(), Map.of(), 1, 2, 3),
                run("B", Map.of(rule, value), Map.of(), 1, 2, 3)));
    JsonNode second = ComparisonText.json(comparison).get("runs").get(1);
    assertThat(second.get("comparable").asBoolean()).isFalse();
    assertThat(second.get("aboveFirst").isNull()).isEqualTo(otherData);
    assertThat(second.get("notComparable")).hasSize(1);
    assertThat(second.get("notComparable").get(0).get("rule").asText()).isEqualTo(rule);
    assertThat(second.get("notComparable").get(0).get("reason").asText()).isNotBlank();
    assertThat(printed(comparison))
        .contains(
            "NO, see below", "not comparable: B with A", "  " + rule + " " + value + ", not ");
  }
}
