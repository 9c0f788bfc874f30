package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.InvalidInput;
import dev.kakusan.cli.picture.Picture;
import dev.kakusan.cli.picture.Samples;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetDescriptor;
import dev.kakusan.data.Split;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.storage.Run;
import dev.kakusan.training.StoreTerms;
import dev.kakusan.training.TrainModel;
import dev.kakusan.training.TrainingPlan;
import dev.kakusan.training.TrainingSummary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains a diffusion model, or continues a run from its newest checkpoint.",
      "",
      "Without options it learns the built-in digits for four minutes and shows what it learned.",
      "Ctrl-C writes a checkpoint before it stops; the same command with that --run goes on, and",
      "ends with the same weights as if it had never stopped."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan train",
      "  kakusan train --data ../mnist --run runs/mnist --minutes 10",
      "  kakusan train --data 'digits.csv?shape=1x8x8&levels=17&label=last' --steps 2000",
      "  kakusan train --data builtin:swiss-roll --backend reference --steps 500",
      "  kakusan train --run runs/mnist                      goes on where it stopped",
      "  kakusan train --config my.yaml --learning-rate 5e-4 --seed 7"
    })
public final class TrainCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--run",
      paramLabel = "LOCATION",
      description = "where the run is kept (a new folder under runs/)")
  @Nullable String location;

  @Mixin private PlanOptions options = new PlanOptions();

  @Option(
      names = "--stop-at",
      paramLabel = "STEP",
      description = "stop after this step as Ctrl-C would, to split a long run")
  long stopAt = Long.MAX_VALUE;

  @Option(
      names = "--lease",
      paramLabel = "SECONDS",
      description = "silence after which another trainer may take the run over (30)")
  double lease = StoreTerms.USUAL.lapse().toSeconds();

  @Option(
      names = "--store-patience",
      paramLabel = "MINUTES",
      description = "how long training goes on while the run's store cannot be reached (60)")
  double patience = StoreTerms.USUAL.patience().toMinutes();

  @Option(names = "--json", description = "print the result as one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    if (stopAt < 1) {
      throw new InvalidInput("--stop-at must be at least 1, got " + stopAt);
    }
    StoreTerms terms = new StoreTerms(duration(1000 * lease), duration(60_000 * patience));
    Run given = location == null ? null : Application.runs().open(location);
    PlanOptions.Planned planned =
        options.plan(
            spec,
            given == null ? Optional.empty() : given.plan(),
            location == null ? "" : location);
    TrainingPlan plan = planned.plan();
    Run run = given != null ? given : Application.runs().open(NewRun.forData(plan.data()));
    BackendProvider provider = Application.backends().named(plan.backend());
    try (Interrupt interrupt = new Interrupt()) {
      TrainingSummary summary;
      try (ConsoleProgress progress = new ConsoleProgress("train");
          Backend backend = provider.open(plan.opening())) {
        ProgressObserver observer = observer(progress, planned.data());
        summary =
            new TrainModel(backend, Application.versions(provider), observer, terms)
                .run(plan, planned.data(), run, stopAt, interrupt);
      }
      if (summary.step() == 0) {
        spec.commandLine().getOut().println("stopped before the first step; nothing was saved");
        spec.commandLine().getOut().flush();
      } else {
        report(run, plan, summary);
      }
    }
    return 0;
  }

  private static Duration duration(double millis) {
    return Duration.ofMillis(Math.round(millis));
  }

  /** The console's observer, which also draws the previews. */
  private static ProgressObserver observer(ConsoleProgress progress, Dataset data) {
    DatasetDescriptor d = data.descriptor();
    return event -> {
      if (event instanceof ProgressEvent.Preview preview && FinalReport.hasPicture(d.shape())) {
        try {
          Samples samples = ModelUnits.toData(preview.samples(), d.shape(), d.levels());
          preview.keeper().keep(Picture.png(samples, FinalReport.beside(data)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      progress.on(event);
    };
  }

  private void report(Run run, TrainingPlan plan, TrainingSummary summary) throws IOException {
    Dataset test = plan.data(Application.data(), Split.TEST);
    FinalReport report = FinalReport.of(run, test);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      ObjectNode object = Jsons.object();
      object.put("run", run.location());
      object.put("step", summary.step());
      object.put("finished", summary.finished());
      object.put("seconds", summary.seconds());
      Jsons.put(object, report.ledger().bitsPerDim(), "bitsPerDim", "standardError");
      object.put("samples", report.picture());
      out.println(Jsons.text(object));
    } else {
      out.printf(
          "%s after %,d steps, %.1f minutes%n",
          summary.finished() ? "trained" : "stopped", summary.step(), summary.seconds() / 60);
      out.printf("run          %s%n", run.location());
      out.printf(
          "bits/dim     %s  (%d %s examples, %d terms; 'kakusan evaluate' sums exactly)%n",
          LedgerText.plusMinus(report.ledger().bitsPerDim(), 3),
          report.ledger().examples(),
          plan.measuredOn(),
          report.ledger().networkCalls());
      if (report.picture() != null) {
        out.printf("samples      %s%n", report.picture());
      }
      if (!summary.finished()) {
        out.printf("go on with   kakusan train --run %s%n", run.location());
      }
    }
    out.flush();
  }
}
