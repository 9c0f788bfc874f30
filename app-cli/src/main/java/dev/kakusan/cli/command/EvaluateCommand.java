package dev.kakusan.cli.command;

import dev.kakusan.cli.plot.PlotFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints the ledger of a trained model. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Bounds the likelihood of data under a trained model, term by term.",
      "",
      "-ELBO = prior + denoising + reconstruction, in bits per dimension and in nats",
      "per example, each with its standard error over the examples. The number comes",
      "with the protocol it was computed by; --json and --plot have the terms by t."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan evaluate --run runs/digits-001",
      "  kakusan evaluate --run R --data ../mnist --limit 250             exact sum over t",
      "  kakusan evaluate --run R --timesteps 50                          sampled t, much faster",
      "  kakusan evaluate --run R --plot terms.svg                        the terms by t",
      "  kakusan evaluate --run R --json > ledger.json"
    })
public final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private BoundOptions bound = new BoundOptions();

  @Option(
      names = "--plot",
      paramLabel = "FILE",
      description = "draw the terms by t to a .png or .svg, also on S3")
  @Nullable String plot;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    bound.requireKnown();
    if (plot == null) {
      print(stated());
      return 0;
    }
    try (Outgoing outgoing = Outgoing.to(plot, Application::stores)) {
      PlotFile picture = outgoing.plot();
      BoundOptions.Stated stated = stated();
      picture.write(LedgerPlot.of(stated.ledger(), stated.protocol()));
      print(stated); // before what may fail elsewhere
      outgoing.deliver();
    }
    return 0;
  }

  private BoundOptions.Stated stated() throws IOException {
    try (OpenModel open = OpenModel.of(model);
        ConsoleProgress progress = new ConsoleProgress("evaluate")) {
      return bound.ledger(open, model.weights, progress);
    }
  }

  private void print(BoundOptions.Stated stated) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Jsons.text(LedgerText.json(stated.ledger(), stated.protocol())));
    } else {
      LedgerText.print(out, stated.ledger(), stated.protocol());
    }
    out.flush();
  }
}
