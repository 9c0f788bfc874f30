package dev.kakusan.cli.command;

import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Makes a command's options from core's settings, so that each stands in one place only. */
public final class SettingOptions {

  private SettingOptions() {}

  /** Adds {@code --KEY} for every setting but those that the command decides itself. */
  public static void addTo(CommandLine command, Setting... decided) {
    Set<Setting> own = Set.of(decided);
    for (Setting setting : Setting.values()) {
      if (own.contains(setting)) {
        continue;
      }
      String initial = setting.initial().isEmpty() ? "" : " (" + setting.initial() + ")";
      command
          .getCommandSpec()
          .addOption(
              OptionSpec.builder("--" + setting.key())
                  .type(String.class)
                  .paramLabel(setting.placeholder())
                  .completionCandidates(setting.choices())
                  .description(setting.help().replace("%", "%%") + initial)
                  .build());
    }
  }

  /** The settings that the command line gives. */
  static Settings given(CommandSpec command) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Setting setting : Setting.values()) {
      OptionSpec option = command.findOption("--" + setting.key());
      String value = option == null ? null : option.getValue();
      if (value != null) {
        values.put(setting.key(), value);
      }
    }
    return Settings.of(values, "--");
  }
}
