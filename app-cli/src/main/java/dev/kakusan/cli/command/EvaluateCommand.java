package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.Split;
import dev.kakusan.objective.Decoder;
import dev.kakusan.objective.Estimate;
import dev.kakusan.objective.EvaluateBound;
import dev.kakusan.objective.Ledger;
import dev.kakusan.objective.TermSelection;
import dev.kakusan.random.RandomKey;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
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
      "-ELBO = prior + denoising + reconstruction, in bits per dimension, each with its standard",
      "error over the examples. The number comes with the protocol it was computed by."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan evaluate --run runs/digits-001",
      "  kakusan evaluate --run R --data ../mnist --limit 250             exact sum over t",
      "  kakusan evaluate --run R --timesteps 50                          sampled t, much faster",
      "  kakusan evaluate --run R --json > ledger.json"
    })
public final class EvaluateCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(names = "--data", paramLabel = "LOCATION", description = "the data (the run's own)")
  @Nullable String data;

  @Option(names = "--split", paramLabel = "train|test", description = "which part (test)")
  String split = "test";

  @Option(names = "--limit", paramLabel = "N", description = "only the first N examples (all)")
  int limit = Integer.MAX_VALUE;

  @Option(
      names = "--timesteps",
      paramLabel = "exact|K",
      description = "exact sum over t, or K strata of t for each example (exact)")
  String timesteps = "exact";

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "draws of noise for each example and t (1)")
  int draws = 1;

  @Option(names = "--clip", description = "move each predicted x_0 into [-1, 1]")
  boolean clip;

  @Option(names = "--batch", paramLabel = "N", description = "terms at once (128)")
  int batch = 128;

  @Option(names = "--seed", paramLabel = "S", description = "of the noise (0)")
  long seed;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws Exception {
    Split part = split(split);
    try (OpenModel open = OpenModel.of(model);
        ConsoleProgress progress = new ConsoleProgress("evaluate")) {
      Dataset examples = open.data(data, part);
      int count = Math.min(limit, examples.size());
      EvaluateBound.Request request =
          new EvaluateBound.Request(
              limit < 1 ? limit : count,
              selection(open.plan().schedule().steps()),
              draws,
              batch,
              RandomKey.root(seed).child("evaluate"));
      Ledger ledger =
          new EvaluateBound(open.reverse(clip), Decoder.forLevels(open.levels()), progress)
              .run(open.weights(model.weights), examples, request);
      progress.close();
      Protocol protocol = Protocol.of(open, examples, request, ledger, model.weights, clip);
      PrintWriter out = spec.commandLine().getOut();
      if (json) {
        out.println(Jsons.text(Jsons.ledger(ledger, protocol)));
      } else {
        print(out, ledger, protocol);
      }
      out.flush();
    }
    return 0;
  }

  private TermSelection selection(int steps) {
    if (timesteps.equals("exact")) {
      return TermSelection.exact(steps);
    }
    try {
      return new TermSelection(steps, Integer.parseInt(timesteps));
    } catch (NumberFormatException e) {
      throw new InvalidInput(
          "--timesteps must be 'exact' or a whole number, got '" + timesteps + "'", e);
    }
  }

  /** The split of that name. */
  static Split split(String name) {
    for (Split split : Split.values()) {
      if (split.name().toLowerCase(Locale.ROOT).equals(name)) {
        return split;
      }
    }
    throw new InvalidInput(
        "no split '"
            + name
            + "'; known: "
            + Arrays.toString(Split.values()).toLowerCase(Locale.ROOT));
  }

  private static void print(PrintWriter out, Ledger ledger, Protocol protocol) {
    double bits = ledger.bitsPerDimension();
    out.printf("%-18s %12s %12s%n", "term", "bits/dim", "std error");
    row(out, "prior", ledger.prior().times(bits));
    row(out, "denoising", ledger.denoising().times(bits));
    row(out, "reconstruction", ledger.reconstruction().times(bits));
    row(out, "total", ledger.bitsPerDim());
    out.printf("%nin nats per example: %s%n", plusMinus(ledger.total(), 3));
    out.printf("%nprotocol%n");
    protocol.lines().forEach((name, value) -> out.printf("  %-18s %s%n", name, value));
  }

  private static void row(PrintWriter out, String name, Estimate estimate) {
    out.printf("%-18s %12.5f %12.5f%n", name, estimate.mean(), estimate.standardError());
  }

  /** As in {@code 2.913 ± 0.021}. */
  static String plusMinus(Estimate estimate, int digits) {
    String format = "%." + digits + "f";
    return String.format(format + " ± " + format, estimate.mean(), estimate.standardError());
  }
}
