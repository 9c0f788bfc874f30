package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.Split;
import dev.kakusan.objective.Decoder;
import dev.kakusan.objective.EvaluateBound;
import dev.kakusan.objective.Ledger;
import dev.kakusan.objective.TermSelection;
import dev.kakusan.observe.ProgressObserver;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On what, and how exactly, the bound of a model is computed. */
final class BoundOptions {

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

  /** A ledger and the rules it was computed by. */
  record Stated(Ledger ledger, Protocol protocol) {}

  /** The ledger of an open model. */
  Stated ledger(OpenModel open, WeightsChoice weights, ProgressObserver observer) {
    Dataset examples = open.data(data, split(split));
    EvaluateBound.Request request =
        new EvaluateBound.Request(
            limit < 1 ? limit : Math.min(limit, examples.size()),
            selection(open.plan().schedule()),
            draws,
            batch,
            RandomKey.root(seed).child("evaluate"));
    Ledger ledger =
        new EvaluateBound(open.reverse(clip), Decoder.forLevels(open.levels()), observer)
            .run(open.weights(weights), examples, request);
    return new Stated(ledger, Protocol.of(open, examples, request, ledger, weights, clip));
  }

  /**
   * To be asked before a model is opened.
   *
   * @throws InvalidInput where a word is none of those known
   */
  void requireKnown() {
    split(split);
    strata();
  }

  private TermSelection selection(NoiseSchedule schedule) {
    return timesteps.equals("exact")
        ? TermSelection.exact(schedule.steps())
        : TermSelection.sampled(schedule, strata());
  }

  private int strata() {
    try {
      return timesteps.equals("exact") ? Integer.MAX_VALUE : Integer.parseInt(timesteps);
    } catch (NumberFormatException e) {
      throw new InvalidInput(
          "--timesteps must be 'exact' or a whole number, got '" + timesteps + "'", e);
    }
  }

  private static Split split(String name) {
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
}
