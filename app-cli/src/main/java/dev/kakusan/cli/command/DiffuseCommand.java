package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.cli.picture.SampleFile;
import dev.kakusan.cli.picture.SampleFormat;
import dev.kakusan.cli.picture.Samples;
import dev.kakusan.compute.Shape;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.PixelScaling;
import dev.kakusan.data.Split;
import dev.kakusan.random.RandomKey;
import dev.kakusan.schedule.NoiseSchedule;
import dev.kakusan.schedule.NoiseSchedules;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Draws the forward process. */
@Command(
    name = "diffuse",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how data drown in noise: columns are times from 0 to T, rows are examples."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan diffuse --data builtin:digits --out forward.png",
      "  kakusan diffuse --data builtin:swiss-roll --schedule linear --columns 6 --out roll.png"
    })
public final class DiffuseCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--data", paramLabel = "LOCATION", description = "what to drown (builtin:digits)")
  String data = "builtin:digits";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.png",
      description = "where to, also s3://bucket/NAME.png")
  String out = "";

  @Option(names = "--schedule", paramLabel = "linear|cosine", description = "(cosine)")
  String schedule = "cosine";

  @Option(names = "--timesteps", paramLabel = "T", description = "(1000)")
  int timesteps = 1000;

  @Option(names = "--columns", paramLabel = "N", description = "how many times (9)")
  int columns = 9;

  @Option(names = "--rows", paramLabel = "N", description = "how many images (6)")
  int rows = 6;

  @Option(names = "--resize", paramLabel = "N", description = "bring images to this size")
  int resize;

  @Option(names = "--seed", paramLabel = "S", description = "of the noise (0)")
  long seed;

  @Override
  public Integer call() throws IOException {
    require("columns", columns, 2, 50);
    require("rows", rows, 1, 100);
    try (Outgoing outgoing = Outgoing.to(out, Application::stores)) {
      draw(outgoing.samples());
      outgoing.deliver();
      spec.commandLine().getOut().println(outgoing.name());
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private void draw(SampleFile file) {
    if (file.format() != SampleFormat.PNG) {
      throw new InvalidInput("--out must end with .png, got " + out);
    }
    NoiseSchedule noise = named();
    Dataset set = Application.data().open(data, Split.TRAIN, resize);
    Shape example = set.descriptor().shape();
    file.requireTakes(example, set.descriptor().levels());
    int shown = example.rank() == 1 ? 2000 : rows;
    Samples first = Samples.firstOf(set, shown);
    List<Samples> moments = new ArrayList<>();
    for (int column = 0; column < columns; column++) {
      int t = (int) Math.round((double) timesteps * column / (columns - 1));
      moments.add(at(first, noise, t));
    }
    file.writeMoments(moments);
  }

  private NoiseSchedule named() {
    return switch (schedule) {
      case "linear" -> NoiseSchedules.linear(timesteps);
      case "cosine" -> NoiseSchedules.cosine(timesteps);
      default ->
          throw new InvalidInput(
              "--schedule must be one of linear, cosine; got '" + schedule + "'");
    };
  }

  /** One path of noise for each example: the same ε at every t, so that a row drowns smoothly. */
  private Samples at(Samples data, NoiseSchedule schedule, int t) {
    PixelScaling scaling = new PixelScaling(data.levels());
    double[] eps = RandomKey.root(seed).child("diffuse").gaussians(data.values().length);
    double[] xt = new double[eps.length];
    for (int i = 0; i < xt.length; i++) {
      double x0 = scaling.toModel(data.values()[i]);
      xt[i] = scaling.toData(schedule.signalScale(t) * x0 + schedule.noiseScale(t) * eps[i]);
    }
    return new Samples(data.example(), data.levels(), xt);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidInput(
          "--" + name + " must lie in " + least + ".." + most + ", got " + value);
    }
  }
}
