package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.ArrayList;
import java.util.List;

/** From settings to a noise schedule: one of those with a name, or a list of betas. */
final class SchedulePlan {

  private SchedulePlan() {}

  static NoiseSchedule schedule(Settings settings) {
    String text = settings.text(Setting.SCHEDULE);
    int steps = settings.whole(Setting.TIMESTEPS, 1, 1_000_000);
    return switch (text) {
      case "linear" -> NoiseSchedules.linear(steps);
      case "cosine" -> NoiseSchedules.cosine(steps);
      default -> listed(text);
    };
  }

  private static NoiseSchedule listed(String text) {
    List<Double> betas = new ArrayList<>();
    for (String part : text.split("\\s*,\\s*", -1)) {
      try {
        betas.add(Double.valueOf(part));
      } catch (NumberFormatException e) {
        throw new InvalidInput(
            "schedule must be linear, cosine, or betas like 0.1,0.2,0.3; got '" + text + "'", e);
      }
    }
    try {
      return NoiseSchedule.ofBetas(betas.stream().mapToDouble(Double::doubleValue).toArray());
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("schedule: " + e.getMessage(), e);
    }
  }
}
