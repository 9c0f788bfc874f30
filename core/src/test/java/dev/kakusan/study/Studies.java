package dev.kakusan.study;

import dev.kakusan.training.Settings;
import dev.kakusan.training.TrainingPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Studies that take no time. */
final class Studies {

  private Studies() {}

  static Study of(List<String> objectives, int seeds, Map<String, String> changes) {
    return of(Variants.objectives(objectives), seeds, changes);
  }

  static Study of(Variants variants, int seeds, Map<String, String> changes) {
    Map<String, String> values =
        new HashMap<>(
            Map.of(
                "data", "builtin:moons",
                "network", "mlp",
                "hidden", "4",
                "time-features", "4",
                "batch-size", "8",
                "timesteps", "6"));
    values.putAll(changes);
    if (!changes.containsKey("minutes")) {
      values.putIfAbsent("steps", "3");
    }
    Settings settings = Settings.initial().overriddenBy(Settings.of(values, "test: "));
    return new Study(variants, seeds, new TrainingPlan(settings), 5, 4);
  }
}
