package dev.kakusan.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Runs beside the first of them.
 *
 * @param runs two or more
 */
record Comparison(List<ComparedRun> runs) {

  ComparedRun first() {
    return runs.get(0);
  }

  /**
   * The settings that are not the same in all runs: to each its values, "" where a run has none.
   */
  Map<String, List<String>> settings() {
    TreeSet<String> keys = new TreeSet<>();
    runs.forEach(run -> keys.addAll(run.settings().keySet()));
    Map<String, List<String>> unlike = new TreeMap<>();
    for (String key : keys) {
      List<String> values = new ArrayList<>();
      runs.forEach(run -> values.add(run.settings().getOrDefault(key, "")));
      if (values.stream().distinct().count() > 1) {
        unlike.put(key, values);
      }
    }
    return unlike;
  }
}
