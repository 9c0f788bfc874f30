package dev.kakusan.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kakusan.InvalidInput;
import dev.kakusan.cli.plot.Plot;
import dev.kakusan.cli.plot.PlotFile;
import dev.kakusan.objective.Estimate;
import dev.kakusan.observe.ProgressEvent;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.study.Figures;
import dev.kakusan.study.MeasuredRun;
import dev.kakusan.study.OverSeeds;
import dev.kakusan.study.StudyPage;
import dev.kakusan.study.StudyStore;
import dev.kakusan.study.StudyTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a study leaves beside its runs, and on standard output. */
final class StudyReport {

  private StudyReport() {}

  /** Writes page, tables and plots; a machine without fonts gets no plots, and a note. */
  static void write(StudyTable table, StudyStore store, ProgressObserver observer)
      throws IOException {
    List<String> pictures = new ArrayList<>();
    try {
      for (Map.Entry<String, Plot> plot : StudyPlots.of(table).entrySet()) {
        store.keep(plot.getKey(), PlotFile.png(plot.getValue()));
        pictures.add(plot.getKey());
      }
    } catch (InvalidInput e) {
      observer.on(new ProgressEvent.Note("no plots: " + e.getMessage()));
    }
    for (StudyTable.Row row : table.rows()) {
      if (FinalReport.hasPicture(table.data().shape())) {
        pictures.add(StudyPictures.nameOf(row.variant()));
      }
    }
    store.keep("study.csv", bytes(table.csv()));
    store.keep("study.json", bytes(Jsons.text(json(table)) + "\n"));
    store.keep("study.md", bytes(StudyPage.of(table, pictures)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static ObjectNode json(StudyTable table) {
    ObjectNode json = Jsons.object();
    table.study().toMap().forEach(json.putObject("study")::put);
    json.put("unit", table.unit());
    String kind = table.study().variants().kind();
    ArrayNode rows = json.putArray(kind + "s");
    for (StudyTable.Row row : table.rows()) {
      ObjectNode one = rows.addObject().put(kind, row.variant());
      one.put("seeds", row.bound().seeds());
      put(one, "bound", row.bound());
      put(one, "lossVariance", row.lossVariance());
      put(one, "gradientVariance", row.gradientVariance());
      put(one, "squaredGradient", row.squaredGradient());
      put(one, "otherWayOverThis", row.twin());
      put(one, "secondsPerStep", row.secondsPerStep());
    }
    ArrayNode runs = json.putArray("runs");
    for (MeasuredRun run : table.runs()) {
      run(runs.addObject(), run, table);
    }
    return json;
  }

  private static void run(ObjectNode json, MeasuredRun run, StudyTable table) {
    Figures figures = run.figures();
    json.put("name", run.run().name());
    json.put(table.study().variants().kind(), run.run().variant());
    json.put("seed", run.run().seed());
    Estimate bound = figures.bound().times(table.perDimension());
    Jsons.put(json, bound, "bound", "boundStandardError");
    json.put("lossVariance", figures.lossVariance());
    json.put("gradientVariance", figures.gradientVariance());
    json.put("squaredGradient", figures.squaredGradient());
    figures
        .twinGradientVariance()
        .ifPresent(variance -> json.put("twinGradientVariance", variance));
    json.put("secondsPerStep", figures.secondsPerStep());
    ArrayNode terms = json.putArray("perTimestep");
    for (Figures.Term term : figures.terms()) {
      terms.addObject().put("t", term.t()).put("bound", term.nats() * table.perDimension());
    }
  }

  /** Mean and standard deviation; what is not known becomes null. */
  private static void put(ObjectNode json, String name, OverSeeds figure) {
    Jsons.put(json, new Estimate(figure.mean(), figure.std()), name, name + "Std");
    if (Double.isNaN(figure.mean())) {
      json.putNull(name);
    }
  }

  static void print(PrintWriter out, StudyTable table) {
    String kind = table.study().variants().kind();
    int width = table.rows().stream().mapToInt(row -> row.variant().length()).reduce(16, Math::max);
    String format = "%-" + width + "s %-18s %-12s %-12s %s%n";
    out.printf(format, kind, table.unit(), "loss var.", "grad. var.", "ms/step");
    for (StudyTable.Row row : table.rows()) {
      out.printf(
          format,
          row.variant(),
          row.bound().fixed(3),
          String.format("%.3g", row.lossVariance().mean()),
          String.format("%.3g", row.gradientVariance().mean()),
          String.format("%.2f", 1000 * row.secondsPerStep().mean()));
    }
  }
}
