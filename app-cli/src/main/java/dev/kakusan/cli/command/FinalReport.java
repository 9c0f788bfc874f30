package dev.kakusan.cli.command;

import dev.kakusan.cli.picture.Picture;
import dev.kakusan.cli.picture.Samples;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.objective.Decoder;
import dev.kakusan.objective.EvaluateBound;
import dev.kakusan.objective.Ledger;
import dev.kakusan.objective.TermSelection;
import dev.kakusan.random.RandomKey;
import dev.kakusan.sampling.SampleModel;
import dev.kakusan.sampling.SampleRequest;
import dev.kakusan.sampling.SamplerKind;
import dev.kakusan.storage.Run;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What training shows at its end: a quick bound on the test split and a grid of samples.
 *
 * @param picture where the samples are, or null where their shape has no picture
 */
record FinalReport(Ledger ledger, @Nullable String picture) {

  private static final int EXAMPLES = 256;
  private static final int STRATA = 20;
  private static final int BESIDE = 2000;

  static FinalReport of(Run run, Dataset test) throws IOException {
    ModelOptions newest = new ModelOptions();
    newest.run = run.location();
    try (OpenModel open = OpenModel.of(newest);
        ConsoleProgress progress = new ConsoleProgress("evaluate")) {
      EvaluateBound.Request request =
          new EvaluateBound.Request(
              Math.min(EXAMPLES, test.size()),
              TermSelection.sampled(open.plan().schedule(), STRATA),
              1,
              128,
              RandomKey.root(0).child("evaluate"));
      Ledger ledger =
          new EvaluateBound(open.reverse(false), Decoder.forLevels(open.levels()), progress)
              .run(open.weights(WeightsChoice.AVERAGED), test, request);
      progress.close();
      return new FinalReport(ledger, picture(open, run, test));
    }
  }

  private static @Nullable String picture(OpenModel open, Run run, Dataset test)
      throws IOException {
    if (!hasPicture(open.example())) {
      return null;
    }
    try (ConsoleProgress progress = new ConsoleProgress("sample")) {
      boolean image = open.example().rank() == 3;
      SampleRequest request =
          new SampleRequest(
              image ? 64 : BESIDE,
              SamplerKind.DDIM,
              Math.min(50, open.plan().schedule().steps()),
              0,
              open.levels() > 0,
              image ? 64 : BESIDE,
              RandomKey.root(0).child("sample"));
      double[] x =
          new SampleModel(open.reverse(false), open.example(), progress)
              .run(open.weights(WeightsChoice.AVERAGED), request, SampleModel.Trace.NONE);
      String name = String.format("final-%08d.png", open.manifest().step());
      Samples samples = ModelUnits.toData(x, open.example(), open.levels());
      run.savePreview(name, Picture.png(samples, beside(test)));
      return run.location() + "/samples/" + name;
    }
  }

  /** Whether samples of this shape can be drawn: grey or colour images, points in the plane. */
  static boolean hasPicture(Shape example) {
    return example.rank() == 3
        ? example.dim(0) == 1 || example.dim(0) == 3
        : example.rank() == 1 && example.dim(0) == 2;
  }

  /** The data that points in the plane are shown beside. */
  static @Nullable Samples beside(Dataset data) {
    return data.descriptor().shape().rank() == 1 ? Samples.firstOf(data, BESIDE) : null;
  }
}
