package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.DenoiserSpec;
import dev.kakusan.compute.MlpSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.UNetSpec;
import java.util.ArrayList;
import java.util.List;

/** From settings and the shape of the data to a network. */
final class NetworkPlan {

  private NetworkPlan() {}

  /** The network for such examples; its output has {@code parts} times their channels. */
  static DenoiserSpec spec(Settings s, Shape example, int parts) {
    return switch (s.text(Setting.NETWORK)) {
      case "linear" -> new MlpSpec(example, List.of(), timeFeatures(s), parts);
      case "mlp" -> new MlpSpec(example, hidden(s), timeFeatures(s), parts);
      default -> unet(s, example, parts);
    };
  }

  private static UNetSpec unet(Settings s, Shape example, int parts) {
    List<Integer> channels = s.wholes(Setting.CHANNELS);
    return new UNetSpec(
        example,
        channels,
        s.whole(Setting.LAYERS_PER_BLOCK, 1, 100),
        attention(s.text(Setting.ATTENTION), channels.size()),
        Boolean.parseBoolean(s.text(Setting.MIDDLE_ATTENTION)),
        s.whole(Setting.HEAD_DIM, 1, Integer.MAX_VALUE),
        s.whole(Setting.GROUPS, 1, Integer.MAX_VALUE),
        parts);
  }

  private static List<Integer> hidden(Settings s) {
    List<Integer> hidden = s.wholes(Setting.HIDDEN);
    if (hidden.isEmpty()) {
      throw new InvalidInput("hidden: an mlp needs at least one width; for none choose linear");
    }
    return hidden;
  }

  private static int timeFeatures(Settings s) {
    return s.whole(Setting.TIME_FEATURES, 2, 1 << 20);
  }

  private static List<Boolean> attention(String text, int levels) {
    List<Boolean> attends = new ArrayList<>();
    for (int i = 0; i < levels; i++) {
      attends.add(text.equals("all") || (text.equals("last") && i == levels - 1));
    }
    if (List.of("all", "last", "none").contains(text)) {
      return attends;
    }
    for (String part : text.split("\\s*,\\s*", -1)) {
      try {
        attends.set(Integer.parseInt(part), true);
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        throw new InvalidInput(
            "attention must be none, last, all, or levels in 0.."
                + (levels - 1)
                + ", got '"
                + text
                + "'",
            e);
      }
    }
    return attends;
  }
}
