package dev.kakusan.cli;

import dev.kakusan.training.Presets;
import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The text of {@code docs/options.md}, made from the code. */
final class OptionsPage {

  private static final String OPENING =
      """
      # Every setting and option

      This page is made from the code; [`OptionsPageTest`](../app-cli/src/test/java/dev/kakusan/cli/OptionsPageTest.java)
      fails where they differ. After a change write it anew:

      ```
      mvn -B -q -pl app-cli -am test -Dtest=OptionsPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true
      ```

      ## Settings

      A setting is an option of `train`, `bench` and (but for `objective`) `study` (`--batch-size 32`), a key of a `--config`
      file (`batch-size: 32`) and a line of a run's `plan.yaml`. The strongest that gives a value wins: the command line; the `--config` file; the
      `--preset` that was named, or else the plan of the run that is continued, or else the preset that suits the data
      (`digits` for `builtin:digits`, `images` for other images, `points` for all else); the default. Give one of
      `steps`, `epochs` and `minutes`; a stronger one drives out a weaker.

      The last column says whether a value may change when a run is continued.

      """;

  private OptionsPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(OPENING);
    page.append("| setting | values | default | meaning | on continuing |\n");
    page.append("| --- | --- | --- | --- | --- |\n");
    for (Setting setting : Setting.values()) {
      String initial = setting.initial().isEmpty() ? "" : code(setting.initial());
      row(
          page,
          code(setting.key()),
          code(setting.placeholder()),
          initial,
          setting.help(),
          onContinuing(setting));
    }
    page.append("\n## Presets\n\nWhat a preset sets beside the defaults.\n\n");
    page.append("| preset | settings |\n| --- | --- |\n");
    Presets.list().forEach(name -> row(page, code(name), preset(name)));
    for (CommandLine command : Main.commandLine().getSubcommands().values()) {
      if (command.getCommand().getClass().getPackageName().startsWith("dev.kakusan")) {
        options(page, command);
      }
    }
    return page.toString();
  }

  private static String onContinuing(Setting setting) {
    if (setting.isLength()) {
      return "free where `rate-schedule` is `constant`";
    }
    return setting.shapesSteps() ? "fixed" : "free";
  }

  private static String preset(String name) {
    Map<String, String> initial = Settings.initial().toMap();
    return Presets.named(name).toMap().entrySet().stream()
        .filter(entry -> !entry.getValue().equals(initial.get(entry.getKey())))
        .map(entry -> code(entry.getKey() + " " + entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static void options(StringBuilder page, CommandLine command) {
    page.append("\n## `kakusan ").append(command.getCommandName()).append("`\n\n");
    page.append("| option | meaning |\n| --- | --- |\n");
    boolean takesSettings = command.getCommandSpec().findOption("--config") != null;
    command.getCommandSpec().options().stream()
        .filter(option -> !option.usageHelp() && !option.versionHelp())
        .filter(option -> !(takesSettings && isSetting(option)))
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .forEach(
            option ->
                row(
                    page,
                    code(name(option)),
                    String.join(" ", option.description())
                        + (option.required() ? " **(required)**" : "")));
  }

  private static boolean isSetting(OptionSpec option) {
    return Setting.byKey(option.longestName().substring("--".length())).isPresent();
  }

  private static String name(OptionSpec option) {
    String name =
        option.negatable()
            ? "--[no-]" + option.longestName().substring("--".length())
            : option.longestName();
    return option.arity().max() == 0 ? name : name + " " + option.paramLabel();
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  private static void row(StringBuilder page, String... cells) {
    page.append('|');
    for (String cell : cells) {
      page.append(' ').append(cell.replace("|", "\\|")).append(" |");
    }
    page.append('\n');
  }
}
