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
 * What to compare: objectives × seeds, all else equal. Runs of one seed begin with the same weights
 * and meet the same examples, times and noise in the same order, since each of these is a function
 * of the seed and of nothing that an objective decides.
 *
 * @param objectives each once
 * @param seeds how many, at least 1; they count up from the plan's seed
 * @param base the plan of every run, but for objective and seed; its length counts steps
 * @param examples of the test split that the bound is measured on, at least 1
 * @param draws gradients that a run's gradient variance is measured on, at least 2
 */
public record Study(
    List<String> objectives, int seeds, TrainingPlan base, int examples, int draws) {

  public Study {
    objectives = List.copyOf(objectives);
    List<String> known = Setting.OBJECTIVE.choices();
    if (objectives.isEmpty()) {
      throw new InvalidInput("objectives: give at least one of " + String.join(", ", known));
    }
    for (String objective : objectives) {
      if (!known.contains(objective)) {
        throw new InvalidInput(
            "objectives must be of " + String.join(", ", known) + "; got '" + objective + "'");
      }
    }
    if (new LinkedHashSet<>(objectives).size() < objectives.size()) {
      throw new InvalidInput("objectives: each once, got " + String.join(",", objectives));
    }
    requireAtLeast("seeds", seeds, 1);
    requireAtLeast("limit", examples, 1);
    requireAtLeast("draws", draws, 2);
    if (!(base.length(1) instanceof Length.Steps)) {
      throw new InvalidInput(
          "a study counts its length in steps or epochs, so that each objective learns as long;"
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
      for (String objective : objectives) {
        runs.add(run(objective, base.seed() + i));
      }
    }
    return runs;
  }

  private StudyRun run(String objective, long seed) {
    Map<String, String> own =
        Map.of(
            Setting.OBJECTIVE.key(),
            objective,
            Setting.SEED.key(),
            Long.toString(seed),
            Setting.PREVIEW_EVERY.key(),
            "0");
    Settings settings = base.settings().overriddenBy(Settings.of(own, "study: "));
    return new StudyRun(objective, seed, new TrainingPlan(settings));
  }

  /** The study as it is stored, key to value: its own four keys, and the plan's settings. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("objectives", String.join(",", objectives));
    map.put("seeds", Integer.toString(seeds));
    map.put("limit", Integer.toString(examples));
    map.put("draws", Integer.toString(draws));
    map.putAll(base.settings().toMap());
    map.remove(Setting.OBJECTIVE.key());
    return map;
  }

  /** The settings of a stored study, without the study's own four keys. */
  public static Map<String, String> settings(Map<String, String> stored) {
    Map<String, String> settings = new LinkedHashMap<>(stored);
    settings.keySet().removeAll(List.of("objectives", "seeds", "limit", "draws"));
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
      if (!free && !Objects.equals(stored.get(key), now.get(key))) {
        differences.add(key + " was " + said(stored.get(key)) + ", now " + said(now.get(key)));
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

  private static String said(@Nullable String value) {
    return value == null ? "not given" : value;
  }
}
