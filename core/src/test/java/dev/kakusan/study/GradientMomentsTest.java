package dev.kakusan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.random.RandomKey;
import org.junit.jupiter.api.Test;

final class GradientMomentsTest {

  private static GradientMoments of(double[][]... gradients) {
    GradientMoments moments = new GradientMoments();
    for (double[][] gradient : gradients) {
      moments.add(gradient);
    }
    return moments;
  }

  @Test
  void threeGradientsByHand() {
    GradientMoments moments =
        of(
            new double[][] {{1, 4}, {0}},
            new double[][] {{2, 4}, {6}},
            new double[][] {{3, 4}, {3}});
    // Coordinates: 1, 2, 3 of variance 1; 4, 4, 4 of variance 0; 0, 6, 3 of variance 9.
    assertThat(moments.variance()).isEqualTo(10);
    // ‖(2, 4, 3)‖² = 29, of which 10/3 is noise.
    assertThat(moments.squaredMean()).isCloseTo(29 - 10.0 / 3, within(1e-14));
    assertThat(moments.draws()).isEqualTo(3);
  }

  @Test
  void aSpreadSmallBesideItsMeanIsNotLost() {
    GradientMoments moments = of(new double[][] {{1e9}}, new double[][] {{1e9 + 1}});
    assertThat(moments.variance()).isEqualTo(0.5);
  }

  @Test
  void bothFiguresAreUnbiased() {
    // A gradient in R^4 with mean (1, 0, 0, 0) and variance 0.25 a coordinate: 1 and 1 in all.
    // Means
    // over 400 sets of 5 draws have standard errors of at most √(2/(4·4))/√400 = 0.018 (variance)
    // and 2·√(0.25/5)·1.2/√400 = 0.027 (squared mean); 5 of them.
    double variance = 0;
    double squaredMean = 0;
    for (int set = 0; set < 400; set++) {
      GradientMoments moments = new GradientMoments();
      for (int draw = 0; draw < 5; draw++) {
        double[] z = RandomKey.root(3).child(set).child(draw).gaussians(4);
        moments.add(new double[][] {{1 + z[0] / 2, z[1] / 2}, {z[2] / 2, z[3] / 2}});
      }
      variance += moments.variance() / 400;
      squaredMean += moments.squaredMean() / 400;
    }
    assertThat(variance).isCloseTo(1, within(0.09));
    assertThat(squaredMean).isCloseTo(1, within(0.14));
  }

  @Test
  void oneDrawHasNoVariance() {
    assertThatThrownBy(() -> of(new double[][] {{1}}).variance())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a variance needs at least 2 draws, got 1");
  }
}
