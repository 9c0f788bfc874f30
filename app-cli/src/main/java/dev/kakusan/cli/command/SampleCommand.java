package dev.kakusan.cli.command;

import dev.kakusan.cli.picture.Animation;
import dev.kakusan.cli.picture.SampleFile;
import dev.kakusan.cli.picture.SampleFormat;
import dev.kakusan.cli.picture.Samples;
import dev.kakusan.data.Split;
import dev.kakusan.random.RandomKey;
import dev.kakusan.sampling.SampleModel;
import dev.kakusan.sampling.SampleRequest;
import dev.kakusan.sampling.SamplerKind;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws samples from a trained model. */
@Command(
    name = "sample",
    mixinStandardHelpOptions = true,
    description = {
      "Draws samples from a trained model.",
      "",
      "The ending of FILE decides the form: .png a grid (2-D data: a plot beside the data), .npy an",
      "array [N, C, H, W] of uint8 (float32 for continuous data), .gif the denoising as an",
      "animation, a folder for single PNGs. The same seed gives the same samples, and the i-th",
      "sample does not depend on how many are drawn."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan sample --run runs/digits-001 --out grid.png",
      "  kakusan sample --run R --count 1000 --sampler ddim --steps 50 --out samples.npy",
      "  kakusan sample --run R --sampler ancestral --out slow-but-exact.png",
      "  kakusan sample --run R --count 16 --out denoising.gif",
      "  kakusan sample --run R --out s3://bucket/samples/grid.png"
    })
public final class SampleCommand implements Callable<Integer> {

  private static final int BESIDE = 2000;

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ModelOptions model = new ModelOptions();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "where to, also on S3: .png, .npy, .gif, or a folder")
  String out = "";

  @Option(names = "--count", paramLabel = "N", description = "how many (64 images; 2000 points)")
  @Nullable Integer count;

  @Option(
      names = "--sampler",
      paramLabel = "ancestral|ddim",
      description = "ancestral draws from the model itself, ddim is quick (ddim)")
  SamplerKind sampler = SamplerKind.DDIM;

  @Option(
      names = "--steps",
      paramLabel = "K",
      description = "network calls a sample (ddim: 50 or T if less; ancestral: T)")
  @Nullable Integer steps;

  @Option(
      names = "--eta",
      paramLabel = "E",
      description = "ddim's noise: 0 none, 1 as much as ancestral (0)")
  double eta;

  @Option(
      names = "--clip",
      negatable = true,
      paramLabel = "BOOL",
      description = "move each predicted x_0 into [-1, 1] (on for images with levels)")
  @Nullable Boolean clip;

  @Option(names = "--batch", paramLabel = "N", description = "samples at once (128 images)")
  @Nullable Integer batch;

  @Option(names = "--seed", paramLabel = "S", description = "of the samples (0)")
  long seed;

  @Override
  public Integer call() throws Exception {
    try (Outgoing outgoing = Outgoing.to(out, Application::stores)) {
      make(outgoing.samples());
      outgoing.deliver();
      spec.commandLine().getOut().println(outgoing.name());
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private void make(SampleFile file) throws IOException {
    try (OpenModel open = OpenModel.of(model);
        ConsoleProgress progress = new ConsoleProgress("sample")) {
      file.requireTakes(open.example(), open.levels());
      SampleRequest request = request(open, file.format());
      SampleModel sampling = new SampleModel(open.reverse(false), open.example(), progress);
      Samples beside = beside(open);
      if (file.format() == SampleFormat.GIF) {
        animate(open, sampling, request, file, beside);
      } else {
        double[] x = sampling.run(open.weights(model.weights), request, SampleModel.Trace.NONE);
        file.write(ModelUnits.toData(x, open.example(), open.levels()), beside);
      }
    }
  }

  private SampleRequest request(OpenModel open, SampleFormat format) {
    boolean image = open.example().rank() == 3;
    int n = count != null ? count : image ? (format == SampleFormat.GIF ? 16 : 64) : BESIDE;
    int total = open.plan().schedule().steps();
    int calls = steps != null ? steps : sampler == SamplerKind.DDIM ? Math.min(50, total) : total;
    // An animation shows all samples at once, so they are drawn in one batch.
    int together =
        format == SampleFormat.GIF ? Math.max(1, n) : batch != null ? batch : image ? 128 : 4096;
    boolean clips = clip != null ? clip : open.levels() > 0;
    return new SampleRequest(
        n, sampler, calls, eta, clips, together, RandomKey.root(seed).child("sample"));
  }

  private void animate(
      OpenModel open,
      SampleModel sampling,
      SampleRequest request,
      SampleFile file,
      @Nullable Samples beside) {
    int every = Math.max(1, request.steps() / 50);
    try (Animation animation = file.animation(beside)) {
      sampling.run(
          open.weights(model.weights),
          request,
          (first, k, x) -> {
            if ((k - 1) % every == 0) {
              animation.frame(ModelUnits.toData(x.toDoubles(), open.example(), open.levels()));
            }
          });
      animation.finish();
    }
  }

  private @Nullable Samples beside(OpenModel open) {
    boolean plane = open.example().rank() == 1 && open.example().dim(0) == 2;
    return plane ? Samples.firstOf(open.data(null, Split.TEST), BESIDE) : null;
  }
}
