package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.Split;
import dev.kakusan.storage.run.SettingsYaml;
import dev.kakusan.training.Presets;
import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * Where a plan comes from, the stronger first: options, the YAML file, the run that is continued,
 * the preset, the initial values.
 */
final class PlanOptions {

  private static final String FIRST_DATA = "builtin:digits";

  @Option(
      names = "--preset",
      paramLabel = "NAME",
      description = "settings that belong together (by the data): ${COMPLETION-CANDIDATES}",
      completionCandidates = PresetNames.class)
  @Nullable String preset;

  @Option(
      names = "--config",
      paramLabel = "FILE.yaml",
      description = "settings as 'key: value'; options win over it")
  @Nullable Path config;

  /** A plan and the data that it is for. */
  record Planned(TrainingPlan plan, Dataset data) {}

  Planned plan(CommandSpec command, Optional<Map<String, String>> stored, String run) {
    Settings given = given(command);
    Settings base = stored.map(values -> Settings.of(values, run + ": ")).orElse(Settings.none());
    if (preset != null) {
      base = Presets.named(preset);
    }
    Settings known = Settings.initial().overriddenBy(base).overriddenBy(given);
    if (stored.isEmpty() && preset == null) {
      // The shape of the data chooses the preset; what is given is checked before they are read.
      String first = known.text(Setting.DATA).equals(FIRST_DATA) ? "digits" : "images";
      TrainingPlan guessed = new TrainingPlan(Presets.named(first).overriddenBy(given));
      Dataset data = guessed.data(Application.data(), Split.TRAIN);
      Shape example = data.descriptor().shape();
      String name = example.rank() == 3 ? first : Presets.forShape(example);
      return checked(new TrainingPlan(Presets.named(name).overriddenBy(given)), data);
    }
    TrainingPlan plan = new TrainingPlan(known);
    return checked(plan, plan.data(Application.data(), Split.TRAIN));
  }

  /** What the user gives, in the YAML file and, stronger, as options. */
  Settings given(CommandSpec command) {
    return yaml().overriddenBy(SettingOptions.given(command));
  }

  private static Planned checked(TrainingPlan plan, Dataset data) {
    plan.network(data.descriptor().shape());
    plan.length(data.size());
    return new Planned(plan, data);
  }

  private Settings yaml() {
    if (config == null) {
      return Settings.none();
    }
    try {
      String text = Files.readString(config, StandardCharsets.UTF_8);
      return Settings.of(SettingsYaml.read(text, config.toString()), config + ": ");
    } catch (NoSuchFileException e) {
      throw new InvalidInput("--config " + config + ": no such file", e);
    } catch (CharacterCodingException e) {
      throw new InvalidInput("--config " + config + " is no text in UTF-8", e);
    } catch (IOException e) {
      throw new InvalidInput("--config " + config + " cannot be read: " + e.getMessage(), e);
    }
  }
}
