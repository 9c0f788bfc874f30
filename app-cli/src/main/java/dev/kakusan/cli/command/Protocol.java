package dev.kakusan.cli.command;

import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.objective.Decoder;
import dev.kakusan.objective.EvaluateBound;
import dev.kakusan.objective.Ledger;
import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * By what rules a bound was computed: without these, two numbers cannot be compared (theory, end of
 * section 6).
 *
 * @param lines name to value, in the order to be printed
 */
record Protocol(Map<String, Object> lines) {

  static Protocol of(
      OpenModel model,
      Dataset data,
      EvaluateBound.Request request,
      Ledger ledger,
      WeightsChoice weights,
      boolean clip) {
    Settings settings = model.plan().settings();
    DatasetDescriptor descriptor = data.descriptor();
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("data", descriptor.location());
    lines.put("split", descriptor.split().name().toLowerCase(Locale.ROOT));
    lines.put("dataSha256", descriptor.sha256());
    lines.put("examples", ledger.examples());
    lines.put("dimensions", ledger.dimensions());
    lines.put("timesteps", model.plan().schedule().steps());
    lines.put("schedule", settings.text(Setting.SCHEDULE));
    lines.put("parameterization", model.plan().parameterization().toString());
    lines.put("variance", model.plan().variance().toString());
    lines.put("decoder", Decoder.forLevels(descriptor.levels()).name());
    lines.put(
        "scaling",
        descriptor.discrete() ? "0.." + (descriptor.levels() - 1) + " to [-1, 1]" : "none");
    lines.put(
        "sum",
        request.selection().isExact()
            ? "exact over t"
            : request.selection().strata() + " strata of t");
    lines.put("draws", request.draws());
    lines.put("weights", weights.toString());
    lines.put("clip", clip);
    lines.put("step", model.manifest().step());
    lines.put("backend", model.plan().backend());
    return new Protocol(lines);
  }

  /** A line's value as it is printed. */
  String text(String name) {
    return Objects.requireNonNull(lines.get(name), name).toString();
  }

  int integer(String name) {
    return Integer.parseInt(text(name));
  }
}
