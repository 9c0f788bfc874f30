package dev.kakusan.cli;

import dev.kakusan.cli.command.BackendsCommand;
import dev.kakusan.cli.command.BenchCommand;
import dev.kakusan.cli.command.CompareCommand;
import dev.kakusan.cli.command.DiffuseCommand;
import dev.kakusan.cli.command.EvaluateCommand;
import dev.kakusan.cli.command.InspectCommand;
import dev.kakusan.cli.command.SampleCommand;
import dev.kakusan.cli.command.SettingOptions;
import dev.kakusan.cli.command.StoreOptions;
import dev.kakusan.cli.command.StudyCommand;
import dev.kakusan.cli.command.TrainCommand;
import dev.kakusan.cli.command.VerifyCommand;
import dev.kakusan.training.Setting;
import java.util.Locale;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The top-level command: it teaches where to begin and hands everything else to its subcommands.
 */
@Command(
    name = "kakusan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      TrainCommand.class,
      SampleCommand.class,
      EvaluateCommand.class,
      CompareCommand.class,
      InspectCommand.class,
      VerifyCommand.class,
      StudyCommand.class,
      DiffuseCommand.class,
      BackendsCommand.class,
      BenchCommand.class,
      GenerateCompletion.class
    },
    description = "Trains diffusion models on the JVM, measures them and draws samples from them.",
    footerHeading = "%nTo begin with:%n",
    footer = {
      "  kakusan train",
      "      a first model, of handwritten digits, in a few minutes",
      "  kakusan sample --run runs/NAME --out grid.png",
      "      digits that nobody wrote",
      "  kakusan evaluate --run runs/NAME --data builtin:digits",
      "      the bound on what one costs, in bits per dimension",
      "  kakusan verify",
      "      every formula held to what is claimed of it",
      "  kakusan COMMAND --help",
      "      examples and every option of COMMAND",
      "",
      "Results go to standard output, progress and complaints to standard error.",
      "Exit codes: 0 done, 1 failed on the way, 2 something given cannot be used."
    })
public final class Main implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // what is printed can be read back on any machine
    System.exit(commandLine().execute(args));
  }

  /** The whole command line, ready to execute; its errors are one line each. */
  static CommandLine commandLine() {
    OneLineErrors errors = new OneLineErrors();
    CommandLine commandLine = new CommandLine(new Main());
    for (CommandLine command : commandLine.getSubcommands().values()) {
      if (takesLocations(command.getCommand())) {
        StoreOptions.addTo(command);
      }
      if (command.getCommand() instanceof TrainCommand
          || command.getCommand() instanceof BenchCommand) {
        SettingOptions.addTo(command);
      } else if (command.getCommand() instanceof StudyCommand) {
        SettingOptions.addTo(command, Setting.OBJECTIVE);
      }
    }
    return commandLine
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static boolean takesLocations(Object command) {
    return !(command instanceof VerifyCommand
        || command instanceof BackendsCommand
        || command instanceof GenerateCompletion);
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "no command given; kakusan --help lists the commands");
  }
}
