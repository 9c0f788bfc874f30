package dev.kakusan.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A rule in which two ledgers differ, so that their numbers are not to be compared without a word.
 *
 * @param rule the protocol's name for it
 * @param first as the first ledger has it
 * @param here as the other has it
 * @param reason what follows for the numbers
 * @param otherData whether the numbers are not even about the same data
 */
record Difference(String rule, Object first, Object here, String reason, boolean otherData) {

  private static final String OTHER_EXAMPLES = "the numbers are about other examples";
  private static final String OTHER_CHAIN =
      "each is a bound for its own chain, and a bound's gap depends on the chain";

  private record Rule(String name, String reason, boolean otherData) {}

  private static final List<Rule> RULES =
      List.of(
          new Rule("dataSha256", OTHER_EXAMPLES, true),
          new Rule("split", OTHER_EXAMPLES, true),
          new Rule("examples", OTHER_EXAMPLES, true),
          new Rule("dimensions", "a dimension is not the same thing", true),
          new Rule("decoder", "the likelihoods are of different kinds", true),
          new Rule("scaling", "the likelihoods are in different units", true),
          new Rule("timesteps", OTHER_CHAIN, false),
          new Rule("schedule", OTHER_CHAIN, false),
          new Rule("variance", OTHER_CHAIN, false),
          new Rule("sum", "one of the sums over t is sampled, with an error of its own", false),
          new Rule("draws", "the noise is averaged over unlike numbers of draws", false),
          new Rule("weights", "averaged and last weights are different networks", false),
          new Rule("clip", "clipping changes the model that is bounded", false));

  /** All rules in which {@code here} differs from {@code first}. */
  static List<Difference> between(Protocol first, Protocol here) {
    List<Difference> differences = new ArrayList<>();
    for (Rule rule : RULES) {
      Object a = Objects.requireNonNull(first.lines().get(rule.name()), rule.name());
      Object b = Objects.requireNonNull(here.lines().get(rule.name()), rule.name());
      if (!a.equals(b)) {
        differences.add(new Difference(rule.name(), a, b, rule.reason(), rule.otherData()));
      }
    }
    return differences;
  }
}
