package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.compute.Backend;
import dev.kakusan.compute.NamedArray;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.ParameterSpec;
import dev.kakusan.compute.Precision;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.compute.WeightPart;
import dev.kakusan.random.RandomKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The U-Net against diffusers' UNet2DModel, on weights that follow a law. The numbers come from
 * {@code src/test/python/unet_golden.py}, which states the law.
 */
final class UNetGoldenTest {

  private static Backend backend;

  @BeforeAll
  static void open() {
    backend = new DjlBackendProvider().open("cpu", 1);
  }

  @AfterAll
  static void close() {
    backend.close();
  }

  private static List<Boolean> levels(int... attention) {
    return Arrays.stream(attention).mapToObj(a -> a == 1).toList();
  }

  @Test
  void twoLevelsAgree() throws IOException {
    UNetSpec spec = new UNetSpec(Shape.of(1, 8, 8), List.of(8, 16), 1, levels(0, 1), true, 8, 4, 1);
    agrees("two-levels", spec, 1, 1000);
  }

  @Test
  void oneLevelAgrees() throws IOException {
    UNetSpec spec = new UNetSpec(Shape.of(1, 4, 4), List.of(8), 2, levels(0), true, 4, 2, 1);
    agrees("one-level", spec, 7, 33);
  }

  @Test
  void threeLevelsOfTwoLayersAgree() throws IOException {
    UNetSpec spec =
        new UNetSpec(Shape.of(3, 8, 8), List.of(8, 16, 24), 2, levels(1, 0, 1), true, 4, 4, 1);
    agrees("three-levels-two-layers", spec, 250, 2);
  }

  @Test
  void noAttentionInTheMiddleAndTwiceTheOutputsAgree() throws IOException {
    UNetSpec spec =
        new UNetSpec(Shape.of(3, 4, 4), List.of(8, 16), 1, levels(1, 1), false, 8, 8, 2);
    agrees("no-middle-attention", spec, 999, 500);
  }

  @Test
  void fourLevelsOfPicturesThatAreNotSquareAgree() throws IOException {
    UNetSpec spec =
        new UNetSpec(
            Shape.of(2, 8, 16), List.of(4, 8, 8, 12), 1, levels(0, 0, 0, 0), false, 4, 2, 2);
    agrees("four-levels-not-square", spec, 1, 77);
  }

  private static void agrees(String name, UNetSpec spec, int... t) throws IOException {
    double[] expected = golden(name);
    try (TrainableDenoiser network =
        backend.denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(0))) {
      network.readFrom(WeightPart.MODEL, array -> byLaw(spec, array));
      Shape batch = spec.example().batchOf(t.length);
      double[] x = new double[batch.size()];
      Arrays.setAll(x, i -> Math.sin(0.11 * i));
      Tensor y = network.predict(backend.compute().tensor(x, batch), t);
      double[] actual = y.toDoubles();
      double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
      // Single precision, u = 6e-8, through some tens of layers of sums; a wrong epsilon, order
      // or frequency shows at 1e-3 and above.
      assertThat(actual).containsExactly(expected, within(1e-5 * largest));
    }
  }

  private static NamedArray byLaw(UNetSpec spec, String name) {
    List<ParameterSpec> parameters = spec.parameters();
    List<String> names = parameters.stream().map(ParameterSpec::name).toList();
    int k = names.indexOf(name);
    Shape shape = parameters.get(k).shape();
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      double wave = Math.sin(0.37 * i + k);
      if (shape.rank() > 1) {
        values[i] = wave / Math.sqrt((double) shape.size() / shape.dim(0));
      } else {
        values[i] = name.endsWith(".weight") ? 1 + wave / 2 : wave / 2;
      }
    }
    return new NamedArray(name, shape, Precision.FLOAT64, values);
  }

  private static double[] golden(String name) throws IOException {
    try (InputStream in = UNetGoldenTest.class.getResourceAsStream("unet-golden.txt")) {
      assertThat(in).isNotNull();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String line = text.lines().filter(l -> l.startsWith(name + " ")).findFirst().orElseThrow();
      return Arrays.stream(line.substring(name.length() + 1).split(" "))
          .mapToDouble(Double::parseDouble)
          .toArray();
    }
  }
}
