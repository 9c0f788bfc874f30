package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.random.RandomKey;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * {@link Tensor#logNormalMass} between the tails. The expected numbers are mpmath's, to 60 digits,
 * of ln(erfc(a/√2)/2 − erfc(b/√2)/2) in the nearer tail; every edge is exact in a float.
 */
public interface LogNormalMassContract extends BackendContract {

  private static double inf() {
    return Double.POSITIVE_INFINITY;
  }

  /** Lower edge, upper edge, ln mass. */
  private static double[][] bins() {
    return new double[][] {
      {-1, 1, -0.38171514630212605},
      {0, 0.0625, -3.6921781275900485},
      {-0.5, 2, -0.4024013123385751},
      {-0.00390625, 0.00390625, -5.7709713402532135},
      {1, 1.0078125, -6.274882656615742},
      {-3, -2.5, -5.326764724079062},
      {2.5, 3, -5.326764724079062},
      {5, 5.0625, -16.34431217931444},
      {-5.0625, -5, -16.34431217931444},
      {-8, 3, -0.0013508099647488168},
      {10, 10.0078125, -55.80978697124748},
      {-10.0078125, -10, -55.80978697124748},
      {14, 15, -101.56303487847705},
      {-15, -14, -101.56303487847705},
      {30, 30.0078125, -455.8858781072252},
      {38.5, 39, -745.6952702942125},
      {-39, -38.5, -745.6952702942125},
      {100, 100.0078125, -5006.136298849972},
      {-100.0078125, -100, -5006.136298849972},
      {500, 500.0078125, -125007.15387055583},
      {-500.0078125, -500, -125007.15387055583},
      {-inf(), 0, -0.6931471805599453},
      {-inf(), 5, -2.866516129637636e-7},
      {-inf(), -10, -53.23128515051247},
      {-inf(), -100, -5005.524208694205},
      {0, inf(), -0.6931471805599453},
      {-5, inf(), -2.866516129637636e-7},
      {10, inf(), -53.23128515051247},
      {100, inf(), -5005.524208694205},
      {-inf(), inf(), 0}
    };
  }

  /** Lower edge, upper edge, the derivatives of ln mass by them: −φ(a)/mass and φ(b)/mass. */
  private static double[][] slopes() {
    return new double[][] {
      {-0.5, 2, -0.5264824818158148, 0.08073870354329993},
      {0, 0.0625, -16.010417344141317, 15.979177515342228},
      {2.5, 3, -3.6068188933002427, 0.9119466311229564},
      {-3, -2.5, -0.9119466311229564, 3.6068188933002427},
      {10, 10.0625, -21.529352898996088, 11.50134666872698},
      {-10.0625, -10, -11.50134666872698, 21.529352898996088},
      {-15, -14, -7.096536891105564e-6, 14.070724259875655},
      {30, 30.0625, -35.44743894818328, 5.425433919078709},
      {-30.0625, -30, -5.425433919078709, 35.44743894818328},
      {100, 100.0625, -100.2029371743747, 0.19305973626097658},
      {-100.0625, -100, -0.19305973626097658, 100.2029371743747},
      {38, 40, -38.02627946657587, 5.0712409675055003e-33}
    };
  }

  /**
   * ln Φ is of the size of ln mass and hence off by a few u of it; taking the difference of two
   * such magnifies that by 1/(1 − e^−δ), about 1/min(1, δ), where δ = (b − a) · max(|edge|, 0.4) is
   * how far ln φ, or in the middle Φ, moves across the bin.
   */
  private double tolerance(double lower, double upper, double logMass) {
    double nearer = Math.min(Math.abs(lower), Math.abs(upper));
    double delta = Math.min(1, (upper - lower) * Math.max(nearer, 0.4));
    return 8 * roundoff() * Math.max(1, Math.abs(logMass)) / delta;
  }

  @Test
  default void logNormalMassIsAccurateInTheMiddleInBothTailsAndWithInfiniteEdges() {
    double[][] bins = bins();
    Shape shape = Shape.of(bins.length);
    double[] lower = Arrays.stream(bins).mapToDouble(b -> b[0]).toArray();
    double[] upper = Arrays.stream(bins).mapToDouble(b -> b[1]).toArray();
    double[] masses = numbers(() -> tensor(shape, lower).logNormalMass(tensor(shape, upper)));
    for (int i = 0; i < bins.length; i++) {
      assertThat(masses[i])
          .as("ln mass of [%s, %s]", lower[i], upper[i])
          .isCloseTo(bins[i][2], within(tolerance(lower[i], upper[i], bins[i][2])));
    }
  }

  @Test
  default void logNormalMassKeepsTwoDigitsAThousandDeviationsOut() {
    Shape shape = Shape.of(2);
    double[] masses =
        numbers(
            () -> tensor(shape, 1000, -1000.0625).logNormalMass(tensor(shape, 1000.0625, -1000)));
    for (double mass : masses) {
      assertThat(mass).isCloseTo(-500007.82669481216, within(0.01 * 500008));
    }
  }

  @Test
  default void theMassesOfAPartitionOfTheLineSumToOne() {
    for (long seed = 0; seed < 5; seed++) {
      double[] draw = RandomKey.root(seed).gaussians(2);
      double mean = 0.5 * draw[0];
      double std = 0.1 * Math.exp(0.5 * draw[1]);
      int n = 256;
      double[] lower = new double[n];
      double[] upper = new double[n];
      for (int k = 0; k < n; k++) {
        lower[k] = k == 0 ? -inf() : ((2 * k - 1) / 255.0 - 1 - mean) / std;
        upper[k] = k == n - 1 ? inf() : ((2 * k + 1) / 255.0 - 1 - mean) / std;
      }
      Shape shape = Shape.of(n, 1);
      double[] logs = numbers(() -> tensor(shape, lower).logNormalMass(tensor(shape, upper)));
      // Edges are rounded alike on both sides of each cut. The mass p of a bin is off by
      // p · 8u|ln p|/δ; p is at most 0.4 (b − a), hence p/δ at most 1, and p|ln p|/δ below 1 where
      // |ln p| is above 1, as |ln p| falls off slower than p/δ there: at most 8u · 4 for a bin.
      assertThat(Arrays.stream(logs).map(Math::exp).sum())
          .as("seed %d: mean %s, std %s", seed, mean, std)
          .isCloseTo(1, within(n * 32 * roundoff()));
    }
  }

  /** A network whose output is its bias, for which gradients come by parameter. */
  private double slope(double bias, Function<Tensor, Tensor> losses) {
    MlpSpec spec = new MlpSpec(Shape.of(1), List.of(), 2, 1);
    try (TrainableDenoiser network =
        backend().denoiser(spec, OptimizerSpec.DEFAULT, RandomKey.root(0))) {
      HeldWeights weights = HeldWeights.of(network, WeightPart.MODEL);
      weights.values("layers.0.bias")[0] = bias;
      network.readFrom(WeightPart.MODEL, weights);
      Tensor x = tensor(Shape.of(1, 1), 0);
      return network
          .gradients(n -> losses.apply(n.predict(x, new int[] {1})).sumPerExample())[1][0];
    }
  }

  @Test
  default void theGradientOfLogNormalMassIsTheDensityOverTheMass() {
    Shape one = Shape.of(1, 1);
    for (double[] bin : slopes()) {
      double lower = bin[0];
      double upper = bin[1];
      // φ/mass = exp(ln φ − ln mass): relatively off by the errors of both logarithms, each of the
      // size of ln φ = −z²/2.
      double log = Math.max(lower * lower, upper * upper) / 2;
      double relative = 2 * tolerance(lower, upper, log);
      assertThat(slope(lower, y -> y.logNormalMass(tensor(one, upper))))
          .as("by the lower edge of [%s, %s]", lower, upper)
          .isCloseTo(bin[2], within(relative * Math.max(1, Math.abs(bin[2]))));
      assertThat(slope(upper, y -> tensor(one, lower).logNormalMass(y)))
          .as("by the upper edge of [%s, %s]", lower, upper)
          .isCloseTo(bin[3], within(relative * Math.max(1, Math.abs(bin[3]))));
    }
  }

  @Test
  default void theGradientOfAHalfLineIsTheHazardRate() {
    Shape one = Shape.of(1, 1);
    // φ(0)/Φ(0) = √(2/π); at 0 there is nothing to cancel.
    double expected = 0.7978845608028654;
    assertThat(slope(0, y -> tensor(one, -inf()).logNormalMass(y)))
        .isCloseTo(expected, within(8 * roundoff()));
    assertThat(slope(0, y -> y.logNormalMass(tensor(one, inf()))))
        .isCloseTo(-expected, within(8 * roundoff()));
  }

  @Test
  default void farOutValuesAndGradientsAreFinite() {
    Shape one = Shape.of(1, 1);
    for (double z : new double[] {-2000, -1000, -40, 0, 40, 1000, 2000}) {
      double width = 0.0625;
      assertThat(numbers(() -> tensor(one, z).logNormalMass(tensor(one, z + width)))[0])
          .as("ln mass at %s", z)
          .isFinite();
      assertThat(slope(z, y -> y.logNormalMass(y.plus(width)))).as("slope at %s", z).isFinite();
      assertThat(slope(z, y -> y.logNormalMass(tensor(one, inf()))))
          .as("slope of the upper half-line at %s", z)
          .isFinite();
      assertThat(slope(z, y -> tensor(one, -inf()).logNormalMass(y)))
          .as("slope of the lower half-line at %s", z)
          .isFinite();
    }
  }
}
