package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts the ledgers of several runs side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Puts runs side by side: the settings that differ, speed, and the bound by term.",
      "",
      "All are evaluated on the same examples with the same noise, so the difference",
      "to the first run is known far better than the two errors suggest; it is printed",
      "with its own. What is not comparable is marked with the reason: other data,",
      "another decoder, another chain."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan compare runs/digits-001 runs/digits-002",
      "  kakusan compare runs/* --limit 200 --timesteps 20         a quick look at many",
      "  kakusan compare R1 R2 --data ../mnist --split train       other data for all",
      "  kakusan compare R1 R2 --json > comparison.json"
    })
public final class CompareCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private NetworkOptions network = new NetworkOptions();
  @Mixin private BoundOptions bound = new BoundOptions();

  @Parameters(paramLabel = "RUN", arity = "1..*", description = "two or more runs' folders")
  List<String> runs = new ArrayList<>();

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    bound.requireKnown();
    if (runs.size() < 2) {
      throw new InvalidInput("compare takes two runs or more, got " + runs.size());
    }
    requireOneShape();
    List<ComparedRun> compared = new ArrayList<>();
    for (String run : runs) {
      compared.add(ComparedRun.of(run, network, bound));
    }
    Comparison comparison = new Comparison(List.copyOf(compared));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Jsons.text(ComparisonText.json(comparison)));
    } else {
      ComparisonText.print(comparison, out);
    }
    out.flush();
    return 0;
  }

  /** Asked of all runs before the long work for any. */
  private void requireOneShape() throws IOException {
    Shape first = OpenModel.newest(runs.get(0)).data().shape();
    for (String run : runs) {
      Shape shape = OpenModel.newest(run).data().shape();
      if (!shape.equals(first)) {
        throw new InvalidInput(
            "examples of unlike shape cannot be compared: %s has %s, %s has %s"
                .formatted(runs.get(0), first, run, shape));
      }
    }
  }
}
