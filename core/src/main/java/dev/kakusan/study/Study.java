package dev.kakusan.study;

import dev.kakusan.InvalidInput;
import dev.kakusan.training.Length;
import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import dev.kakusan.training.TrainingPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What to compare: variants × seeds, all else equal. Runs of one seed begin with the same weights
 * where their networks are the same, and meet the same examples, times and noise in the same order
 * where their batches are: each of these is a function of the seed and of what shapes it alone.
 *
 * @param variants what differs
 * @param seeds how many, at least 1; they count up from the plan's seed
 * @param base the plan of every run, but for variant and seed; its length counts steps
 * @param examples of the test split, or of what is held out, that the bound is measured on, at
 *     least 1
 * @param draws gradients that a run's gradient variance is measured on, at least 2
 */
public record Study(Variants variants, int seeds, TrainingPlan base, int examples, int draws) {

  private static final List<String> OWN_KEYS =
      List.of("objectives", "variants", "seeds", "limit", "draws");

  public Study {
    requireAtLeast("seeds", seeds, 1);
    requireAtLeast("limit", examples, 1);
    requireAtLeast("draws", draws, 2);
    if (!(base.length(1) instanceof Length.Steps)) {
      throw new InvalidInput(
          "a study counts its length in steps or epochs, so that a busy machine changes no result;"
              + " got minutes");
    }
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new InvalidInput(name + " must be at least " + least + ", got " + value);
    }
  }

  /** Every run, seed by seed, so that a study that was stopped has whole comparisons. */
  public List<StudyRun> runs() {
    List<StudyRun> runs = new ArrayList<>();
    for (int i = 0; i < seeds; i++) {
      for (Variant variant : variants.each()) {
        runs.add(run(variant, base.seed() + i));
      }
    }
    return runs;
  }

  private StudyRun run(Variant variant, long seed) {
    Map<String, String> own =
        Map.of(Setting.SEED.key(), Long.toString(seed), Setting.PREVIEW_EVERY.key(), "0");
    Settings settings =
        base.settings().overriddenBy(variant.own()).overriddenBy(Settings.of(own, "study: "));
    return new StudyRun(variant.name(), seed, new TrainingPlan(settings));
  }

  /** The study as it is stored, key to value: its own keys, and the plan's settings. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put(variants.key(), variants.text());
    map.put("seeds", Integer.toString(seeds));
    map.put("limit", Integer.toString(examples));
    map.put("draws", Integer.toString(draws));
    map.putAll(base.settings().toMap());
    if (variants.areObjectives()) {
      map.remove(Setting.OBJECTIVE.key());
    }
    return map;
  }

  /** The settings of a stored study, without the study's own keys. */
  public static Map<String, String> settings(Map<String, String> stored) {
    Map<String, String> settings = new LinkedHashMap<>(stored);
    settings.keySet().removeAll(OWN_KEYS);
    return settings;
  }

  /**
   * Refuses to go on with another study; only what shapes neither steps nor figures may differ.
   *
   * @throws InvalidInput naming every key that differs, with both values
   */
  void requireContinues(Map<String, String> stored, String place) {
    Map<String, String> now = toMap();
    LinkedHashSet<String> keys = new LinkedHashSet<>(now.keySet());
    keys.addAll(stored.keySet());
    List<String> differences = new ArrayList<>();
    for (String key : keys) {
      boolean free = Setting.byKey(key).filter(s -> !s.shapesSteps() && !s.isLength()).isPresent();
      String before = before(stored, key);
      if (!free && !Objects.equals(before, now.get(key))) {
        differences.add(key + " was " + said(before) + ", now " + said(now.get(key)));
      }
    }
    if (!differences.isEmpty()) {
      throw new InvalidInput(
          place
              + " holds another study: "
              + String.join("; ", differences)
              + "; give the same settings or another --out");
    }
  }

  /** A setting younger than the study had its initial value. */
  private static @Nullable String before(Map<String, String> stored, String key) {
    String value = stored.get(key);
    return value != null || key.equals(Setting.OBJECTIVE.key())
        ? value
        : Setting.byKey(key).map(Setting::initial).filter(text -> !text.isEmpty()).orElse(null);
  }

  private static String said(@Nullable String value) {
    return value == null ? "not given" : value;
  }
}
