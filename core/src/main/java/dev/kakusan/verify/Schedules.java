package dev.kakusan.verify;

import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.util.LinkedHashMap;
import java.util.Map;

/** The schedules that exact claims are tried on, by name. */
final class Schedules {

  private Schedules() {}

  static Map<String, NoiseSchedule> tried() {
    Map<String, NoiseSchedule> tried = new LinkedHashMap<>();
    tried.put("linear 1000", NoiseSchedules.linear(1000));
    tried.put("linear 10", NoiseSchedules.linear(10));
    tried.put("cosine 1000", NoiseSchedules.cosine(1000));
    tried.put("cosine 12", NoiseSchedules.cosine(12));
    tried.put("list 0.1,0.3,0.02,0.7", NoiseSchedule.ofBetas(0.1, 0.3, 0.02, 0.7));
    tried.put("list 0.4", NoiseSchedule.ofBetas(0.4));
    tried.put(
        "linear 1000 at 5 of its times",
        NoiseSchedules.linear(1000).respaced(new int[] {1, 2, 70, 500, 1000}));
    return tried;
  }
}
