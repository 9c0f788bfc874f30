package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.Split;
import dev.kakusan.study.MeasuredRun;
import dev.kakusan.study.RunStudy;
import dev.kakusan.study.Study;
import dev.kakusan.study.StudyStore;
import dev.kakusan.study.StudyTable;
import dev.kakusan.study.Variants;
import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import dev.kakusan.training.TrainingPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Compares objectives, or other settings. */
@Command(
    name = "study",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Trains under several objectives, or with other settings, and compares.",
      "",
      "Runs of one seed begin with the same weights and meet the same examples, times",
      "and noise, as far as their settings let them. Settings are best chosen on what is",
      "neither trained on nor the test split: --hold-out 1000 keeps such examples. The",
      "folder gets a page with a table (study.md, study.csv, study.json), plots and",
      "samples; each run in it is a run like any other. Ctrl-C stops, and the same",
      "command goes on."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan study --data builtin:swiss-roll --steps 1500 --out studies/roll",
      "  kakusan study --data builtin:moons --objectives x0,v --seeds 5 --out studies/moons",
      "  kakusan study --variant optimizer=adamw --variant 'optimizer=muon adam-beta2=0.99'",
      "                --data images/ --steps 1000 --hold-out 1000 --out studies/optimizer",
      "  kakusan study --out studies/moons               goes on where it stopped",
      "  kakusan evaluate --run studies/moons/v-seed-0"
    })
public final class StudyCommand implements Callable<Integer> {

  /** Where neither the user nor a preset counts steps. */
  private static final String STEPS = "2000";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "where the study is kept")
  String out = "";

  @Option(
      names = "--objectives",
      split = ",",
      hideParamSyntax = true,
      paramLabel = "NAME,NAME,...",
      description = "what to compare (every objective)")
  @Nullable List<String> objectives;

  @Option(
      names = "--variant",
      paramLabel = "KEY=VALUE ...",
      description = "instead: settings to compare, once for each of them")
  @Nullable List<String> variants;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "runs of each objective or variant (3)")
  @Nullable Integer seeds;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "test or held-out examples that the bound is measured on (256)")
  @Nullable Integer limit;

  @Option(
      names = "--draws",
      paramLabel = "N",
      description = "gradients that a gradient's variance is measured on (64)")
  @Nullable Integer draws;

  @Mixin private PlanOptions options = new PlanOptions();

  @Option(names = "--json", description = "print the result as one JSON object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    StudyStore store = Application.runs().study(out);
    Map<String, String> stored = store.description().orElse(Map.of());
    PlanOptions.Planned planned =
        options.plan(
            spec, stored.isEmpty() ? Optional.empty() : Optional.of(Study.settings(stored)), out);
    Study study = study(variants(stored), planned.plan(), stored);
    TrainingPlan plan = study.base();
    Dataset train = planned.data();
    Dataset test = plan.data(Application.data(), Split.TEST);
    BackendProvider provider = Application.backends().named(plan.backend());
    try (Interrupt interrupt = new Interrupt()) {
      StudyTable table;
      try (ConsoleProgress progress = new ConsoleProgress("study");
          Backend backend = provider.open(plan.opening())) {
        StudyPictures pictures = new StudyPictures(store, test);
        List<MeasuredRun> measured =
            new RunStudy(backend, Application.versions(provider), progress)
                .run(study, train, test, store, pictures, interrupt);
        table = new StudyTable(study, train.descriptor(), measured);
        if (!measured.isEmpty()) {
          StudyReport.write(table, store, progress);
        }
      }
      print(study, table);
    }
    return 0;
  }

  private Study study(Variants compared, TrainingPlan plan, Map<String, String> stored) {
    if (compared.areObjectives() && options.given(spec).has(Setting.OBJECTIVE)) {
      throw new InvalidInput("a study is given --objectives; take 'objective' out of --config");
    }
    return new Study(
        compared,
        given(seeds, stored, "seeds", 3),
        inSteps(plan),
        given(limit, stored, "limit", 256),
        given(draws, stored, "draws", 64));
  }

  private Variants variants(Map<String, String> stored) {
    if (objectives != null && variants != null) {
      throw new InvalidInput("give --objectives or --variant, not both");
    }
    if (variants != null) {
      return Variants.parse(variants);
    }
    return objectives != null
        ? Variants.objectives(objectives)
        : Variants.stored(stored).orElseGet(() -> Variants.objectives(Setting.OBJECTIVE.choices()));
  }

  private int given(
      @Nullable Integer value, Map<String, String> stored, String key, int otherwise) {
    try {
      return value != null
          ? value
          : stored.containsKey(key) ? Integer.parseInt(stored.get(key)) : otherwise;
    } catch (NumberFormatException e) {
      throw new InvalidInput(out + "/study.yaml: " + key + " is no whole number", e);
    }
  }

  /** A preset's minutes are not the user's wish. */
  private TrainingPlan inSteps(TrainingPlan plan) {
    Settings given = options.given(spec);
    if (!plan.settings().has(Setting.MINUTES) || given.has(Setting.MINUTES)) {
      return plan;
    }
    Settings steps = Settings.of(Map.of(Setting.STEPS.key(), STEPS), "study: ");
    return new TrainingPlan(plan.settings().overriddenBy(steps));
  }

  private void print(Study study, StudyTable table) {
    int total = study.runs().size();
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      to.println(Jsons.text(StudyReport.json(table)));
    } else {
      StudyReport.print(to, table);
      if (table.runs().size() < total) {
        to.printf(
            "stopped with %d of %d runs measured; go on with   kakusan study --out %s%n",
            table.runs().size(), total, out);
      } else {
        to.printf("%npage         %s/study.md%n", out);
      }
    }
    to.flush();
  }
}
