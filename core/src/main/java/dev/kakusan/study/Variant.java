package dev.kakusan.study;

import dev.kakusan.InvalidInput;
import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of the things that a study compares.
 *
 * @param name of its runs' folders, without the seed
 * @param own settings in which its runs differ from the study's plan
 */
record Variant(String name, Settings own) {

  /** What runs must share so that they can be compared, or that the one open backend decides. */
  private static final Set<Setting> SHARED =
      EnumSet.of(
          Setting.DATA,
          Setting.RESIZE,
          Setting.HOLD_OUT,
          Setting.SEED,
          Setting.MINUTES,
          Setting.PREVIEW_EVERY,
          Setting.BACKEND,
          Setting.DEVICE,
          Setting.THREADS,
          Setting.PRECISION,
          Setting.FORCE_PRECISION);

  /** A folder's name may have 255 characters, a seed's included. */
  private static final int LONGEST = 200;

  static Variant objective(String name) {
    return new Variant(name, Settings.of(Map.of(Setting.OBJECTIVE.key(), name), "objectives: "));
  }

  /**
   * A variant as a user writes it: {@code optimizer=muon adam-beta2=0.99}.
   *
   * @throws InvalidInput where that is no list of settings that may vary
   */
  static Variant parse(String text) {
    Map<String, String> values = new LinkedHashMap<>();
    String origin = "variant '" + text + "': ";
    for (String word : text.strip().split("\\s+")) {
      int equals = word.indexOf('=');
      if (equals < 1) {
        throw new InvalidInput(
            origin + "give KEY=VALUE, several with spaces between, got '" + word + "'");
      }
      String key = word.substring(0, equals);
      if (values.put(key, word.substring(equals + 1)) != null) {
        throw new InvalidInput(origin + key + " is given twice");
      }
    }
    Settings own = Settings.of(values, origin);
    for (Setting shared : SHARED) {
      if (own.has(shared)) {
        throw new InvalidInput(
            origin + shared.key() + " is one for all runs of a study; what may vary: " + free());
      }
    }
    Map<String, String> canonical = own.toMap();
    String name =
        values.keySet().stream()
            .map(key -> key + "=" + canonical.get(key))
            .collect(Collectors.joining("_"))
            .replace(':', '-');
    if (name.length() > LONGEST) {
      throw new InvalidInput(origin + "at most " + LONGEST + " characters, got " + name.length());
    }
    return new Variant(name, own);
  }

  private static String free() {
    return Arrays.stream(Setting.values())
        .filter(setting -> !SHARED.contains(setting))
        .map(Setting::key)
        .collect(Collectors.joining(", "));
  }
}
