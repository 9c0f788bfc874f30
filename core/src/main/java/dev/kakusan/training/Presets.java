package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings that belong together, by name. */
public final class Presets {

  private static final Map<String, Map<String, String>> BY_NAME = new LinkedHashMap<>();

  static {
    BY_NAME.put("images", smallUNet("10", "500"));
    BY_NAME.put("digits", smallUNet("4", "400"));
    BY_NAME.put(
        "large",
        Map.of(
            "network", "unet",
            "channels", "64,128,128",
            "layers-per-block", "2",
            "batch-size", "32",
            "minutes", "600",
            "ema", "0.9995",
            "preview-every", "2000"));
    BY_NAME.put(
        "points",
        Map.of(
            "network", "mlp",
            "batch-size", "512",
            "timesteps", "200",
            "steps", "4000",
            "learning-rate", "0.002",
            "checkpoint-every", "2000"));
    BY_NAME.put(
        "tiny",
        Map.of(
            "network", "unet",
            "channels", "8,16",
            "head-dim", "8",
            "groups", "4",
            "batch-size", "16",
            "timesteps", "50",
            "steps", "100"));
  }

  private Presets() {}

  /**
   * For minutes on a few cores: many cheap steps reach better samples there than few dear ones
   * (docs/performance.md, "Time to quality").
   */
  private static Map<String, String> smallUNet(String minutes, String previewEvery) {
    return Map.of(
        "network", "unet",
        "channels", "16,32,64",
        "batch-size", "32",
        "optimizer", "muon",
        "learning-rate", "0.002",
        "adam-beta2", "0.99",
        "minutes", minutes,
        "preview-every", previewEvery);
  }

  /** The names. */
  public static List<String> list() {
    return List.copyOf(BY_NAME.keySet());
  }

  private static String names() {
    return String.join(", ", BY_NAME.keySet());
  }

  /** The settings of a preset over the initial ones. */
  public static Settings named(String name) {
    Map<String, String> values = BY_NAME.get(name);
    if (values == null) {
      throw new InvalidInput("no preset '" + name + "'; known: " + names());
    }
    return Settings.initial().overriddenBy(Settings.of(values, "preset " + name + ": "));
  }

  /** The preset for data of a shape, where the user names none. */
  public static String forShape(Shape example) {
    return example.rank() == 3 ? "images" : "points";
  }
}
