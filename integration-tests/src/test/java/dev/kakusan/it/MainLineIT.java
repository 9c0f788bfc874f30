package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.succeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kakusan.it.CommandLineProcess.Finished;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Data in; a model, samples and a bound out: on every kind of data, on both backends. */
final class MainLineIT {

  private static final Path SHARED = Path.of("..", "..", "shared", "data").toAbsolutePath();
  private static final String TINY = "--preset tiny --threads 1 --timesteps 10 --batch-size 8 ";
  private static final String PERCEPTRON = "--network mlp --hidden 16 --timesteps 10 ";

  @TempDir Path folder;

  /**
   * One way through.
   *
   * @param name of the data
   * @param data a location; in the test's folder where it is relative
   * @param options of train
   * @param shape of one example
   */
  record Line(String name, String data, String options, List<Integer> shape, int levels) {
    @Override
    public String toString() {
      return name + ", " + options;
    }

    /** All forms and ways on one set of images and one of points; the others go the main way. */
    boolean inEveryWay() {
      return data.equals("idx") || data.equals("builtin:moons");
    }

    boolean image() {
      return levels > 0;
    }
  }

  static List<Line> lines() {
    List<Integer> small = List.of(1, 8, 8);
    List<Integer> mnist = List.of(1, 28, 28);
    List<Integer> plane = List.of(2);
    String optdigits = SHARED.resolve("optdigits").resolve("optdigits.tra").toString();
    return List.of(
        new Line("IDX", "idx", TINY, small, 256),
        new Line(
            "pictures",
            "pictures",
            TINY + "--resize 16 --objective epsilon",
            List.of(1, 16, 16),
            256),
        new Line(
            "CSV",
            "small.csv" + SmallData.CSV_OPTIONS,
            "--backend reference " + PERCEPTRON + "--objective posterior-mean --weighting elbo",
            small,
            17),
        new Line("moons", "builtin:moons", "--threads 1 " + PERCEPTRON, plane, 0),
        new Line("roll", "builtin:swiss-roll", "--backend reference " + PERCEPTRON, plane, 0),
        new Line("digits", "builtin:digits", "--backend reference " + PERCEPTRON, mnist, 256),
        new Line(
            "mnist",
            SHARED.resolve("mnist").toString(),
            "--preset tiny --channels 4,8 --groups 2 --threads 1 --timesteps 4 --batch-size 8",
            mnist,
            256),
        new Line(
            "optdigits", optdigits + SmallData.CSV_OPTIONS, TINY + "--objective x0", small, 17));
  }

  private void isThere(Line line) {
    SmallData.idxFolder(folder.resolve("idx"), 30, 20);
    SmallData.images(folder.resolve("pictures"), 130);
    SmallData.csv(folder.resolve("small.csv"), 120);
    if (line.data().startsWith("/")) {
      Path place = Path.of(line.data().replaceFirst("\\?.*", ""));
      assumeTrue(Files.exists(place), place + " is not here");
    }
  }

  private Finished kakusan(String words, String... more) {
    List<String> line = new ArrayList<>(List.of(words.trim().split(" +", -1)));
    line.addAll(List.of(more));
    return succeeds(folder, line.toArray(String[]::new));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void trainSampleEvaluateInspect(Line line) throws IOException {
    isThere(line);
    Finished trained = kakusan("train --steps 6 --run R " + line.options(), "--data", line.data());
    assertThat(trained.out())
        .contains("trained after 6 steps", "run          R", "bits/dim", "samples      R/samples/");
    Matcher picture = Pattern.compile("samples +(\\S+)").matcher(trained.out());
    assertThat(picture.find()).isTrue();
    assertThat(ImageIO.read(folder.resolve(picture.group(1)).toFile())).isNotNull();
    samples(line);
    ledger(line);
    inspected(line);
  }

  private void samples(Line line) throws IOException {
    String sample = "sample --run R --count 5 --steps 4 --seed 2 --out ";
    kakusan(sample + "s.npy");
    NpyFile array = NpyFile.read(folder.resolve("s.npy"));
    List<Integer> shape = new ArrayList<>(List.of(5));
    shape.addAll(line.shape());
    assertThat(array.shape()).isEqualTo(shape);
    assertThat(array.type()).isEqualTo(line.image() ? "|u1" : "<f4");
    kakusan(sample + "grid.png");
    BufferedImage grid = ImageIO.read(folder.resolve("grid.png").toFile());
    assertThat(grid.getWidth())
        .isGreaterThanOrEqualTo(2 * line.shape().get(line.shape().size() - 1));
    if (line.inEveryWay()) {
      otherFormsAndSamplers(line, sample);
    }
  }

  private void otherFormsAndSamplers(Line line, String sample) throws IOException {
    kakusan(sample + "s.gif --weights raw");
    var reader = ImageIO.getImageReadersByFormatName("gif").next();
    try (var in = ImageIO.createImageInputStream(folder.resolve("s.gif").toFile())) {
      reader.setInput(in);
      assertThat(reader.getNumImages(true)).isGreaterThan(2);
    }
    if (line.image()) {
      kakusan(sample + "many");
      assertThat(Folders.names(folder.resolve("many")))
          .hasSize(5)
          .allMatch(n -> n.endsWith(".png"));
    }
    kakusan(sample + "again.npy");
    assertThat(folder.resolve("again.npy")).hasSameBinaryContentAs(folder.resolve("s.npy"));
    kakusan("sample --run R --count 5 --sampler ancestral --seed 2 --out a.npy");
    kakusan("sample --run R --count 5 --sampler ddim --steps 10 --eta 1 --seed 2 --out e.npy");
    assertThat(Files.readAllBytes(folder.resolve("a.npy")))
        .isNotEqualTo(Files.readAllBytes(folder.resolve("s.npy")));
  }

  private void ledger(Line line) {
    String evaluate = "evaluate --run R --limit 12 ";
    JsonNode exact = Runs.json(kakusan(evaluate + "--json").out());
    double total = exact.get("bitsPerDim").asDouble();
    double sum =
        exact.get("prior").asDouble()
            + exact.get("denoising").asDouble()
            + exact.get("reconstruction").asDouble();
    assertThat(sum).isCloseTo(total, within(1e-9 * Math.abs(total)));
    assertThat(exact.get("standardError").asDouble()).isPositive();
    int steps = exact.at("/protocol/timesteps").asInt();
    // The terms t = 1..T; reconstruction is that of t = 1, the others make up denoising.
    assertThat(exact.get("perTimestep")).hasSize(steps);
    double terms = 0;
    for (JsonNode term : exact.get("perTimestep")) {
      terms += term.get("bitsPerDim").asDouble();
    }
    assertThat(terms + exact.get("prior").asDouble())
        .isCloseTo(total, within(1e-9 * Math.abs(total)));
    assertThat(exact.at("/protocol/examples").asInt()).isEqualTo(12);
    assertThat(exact.at("/protocol/split").asText()).isEqualTo("test");

    if (line.inEveryWay()) {
      sampledLedgerAndTable(evaluate, exact);
    }
  }

  private void sampledLedgerAndTable(String evaluate, JsonNode exact) {
    double total = exact.get("bitsPerDim").asDouble();
    JsonNode sampled = Runs.json(kakusan(evaluate + "--timesteps 3 --draws 20 --json").out());
    double error =
        Math.hypot(exact.get("standardError").asDouble(), sampled.get("standardError").asDouble());
    // Both are unbiased for the same 12 examples' bound: five standard errors of the difference.
    assertThat(sampled.get("bitsPerDim").asDouble()).isCloseTo(total, within(5 * error));

    String table = kakusan(evaluate).out();
    assertThat(table).contains("prior", "denoising", "reconstruction", "protocol");
    assertThat(table).contains(String.format("%.5f", total));
  }

  private void inspected(Line line) {
    JsonNode run = Runs.json(kakusan("inspect R --json").out());
    assertThat(run.get("step").asInt()).isEqualTo(6);
    assertThat(run.get("checkpoints")).hasSize(1);
    assertThat(run.at("/plan/data").asText()).isEqualTo(line.data());
    assertThat(run.at("/data/levels").asInt()).isEqualTo(line.levels());
    int sum = 0;
    for (JsonNode block : run.at("/network/blocks")) {
      sum += block.asInt();
    }
    assertThat(run.at("/network/parameters").asInt()).isEqualTo(sum).isPositive();
    if (line.inEveryWay()) {
      assertThat(kakusan("inspect R").out())
          .contains("plan", "network", "SHA-256", "checkpoints: [6]");
    }
  }
}
