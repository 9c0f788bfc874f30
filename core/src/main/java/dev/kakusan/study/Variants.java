package dev.kakusan.study;

import dev.kakusan.InvalidInput;
import dev.kakusan.training.Setting;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a study compares: objectives, or variants that may differ in any setting.
 *
 * @param kind {@code objective} or {@code variant}: what one is called in tables
 * @param each in the order of the tables; no two of one name
 * @param text as it is stored
 */
public record Variants(String kind, List<Variant> each, String text) {

  private static final String OBJECTIVE = "objective";
  private static final String VARIANT = "variant";
  private static final String BETWEEN = " | ";

  public Variants {
    each = List.copyOf(each);
    Set<String> names = new HashSet<>();
    for (Variant one : each) {
      if (!names.add(one.name())) {
        throw new InvalidInput(kind + "s: each once, got " + text);
      }
    }
  }

  /** The same plan under several objectives. */
  public static Variants objectives(List<String> names) {
    List<String> known = Setting.OBJECTIVE.choices();
    if (names.isEmpty()) {
      throw new InvalidInput("objectives: give at least one of " + String.join(", ", known));
    }
    for (String name : names) {
      if (!known.contains(name)) {
        throw new InvalidInput(
            "objectives must be of " + String.join(", ", known) + "; got '" + name + "'");
      }
    }
    return new Variants(
        OBJECTIVE, names.stream().map(Variant::objective).toList(), String.join(",", names));
  }

  /**
   * The same plan with other settings.
   *
   * @param texts each as in {@code optimizer=muon adam-beta2=0.99}; at least one
   */
  public static Variants parse(List<String> texts) {
    return new Variants(
        VARIANT,
        texts.stream().map(Variant::parse).toList(),
        texts.stream()
            .map(text -> text.strip().replaceAll("\\s+", " "))
            .collect(Collectors.joining(BETWEEN)));
  }

  /** Those of a stored study. */
  public static Optional<Variants> stored(Map<String, String> study) {
    @Nullable String objectives = study.get(OBJECTIVE + "s");
    if (objectives != null) {
      return Optional.of(objectives(List.of(objectives.split(",", -1))));
    }
    @Nullable String variants = study.get(VARIANT + "s");
    return variants == null
        ? Optional.empty()
        : Optional.of(parse(List.of(variants.split(Pattern.quote(BETWEEN), -1))));
  }

  /** Its key in a stored study. */
  String key() {
    return kind + "s";
  }

  /** Whether they differ in the objective, and in nothing else. */
  public boolean areObjectives() {
    return kind.equals(OBJECTIVE);
  }
}
