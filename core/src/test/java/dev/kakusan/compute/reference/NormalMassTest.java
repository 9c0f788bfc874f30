package dev.kakusan.compute.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;

class NormalMassTest {

  @Test
  void theTailIsThatOfCommonsMath() {
    for (double x = 0; x < 20; x += 0.03125) {
      double expected = Math.log(Erf.erfc(x / Math.sqrt(2)) / 2);
      // Commons Math states 1e-15 of the distribution function; x/√2 rounded moves ln Q by u x².
      assertThat(NormalMass.logUpperTail(x))
          .as("x = %s", x)
          .isCloseTo(expected, within(1e-12 * Math.max(1, -expected)));
    }
  }

  @Test
  void theFarTailIsTheAsymptoticSeries() {
    for (double x : new double[] {50, 100, 1000, 1e5, 1e8}) {
      double y = 1 / (x * x);
      // Q = φ/x (1 − 1/x² + 3/x⁴ − 15/x⁶ + 105/x⁸ − …), the error below the last term, 945/x¹⁰.
      double series = Math.log1p(y * (-1 + y * (3 + y * (-15 + y * 105))));
      double expected = -x * x / 2 - 0.5 * Math.log(2 * Math.PI) - Math.log(x) + series;
      assertThat(NormalMass.logUpperTail(x))
          .as("x = %s", x)
          .isCloseTo(expected, within(1e-15 * -expected));
    }
  }

  @Test
  void theThreeWaysMeetWhereTheyChange() {
    // Just narrow and just not, in the tail, at the edge of the slope, and around 0: at each seam
    // the two formulas agree on ln mass but for the step itself, whose slope is below 20.
    double[][] seams = {{-4, -2}, {-9, -7}, {-1.5, 0.5}, {-16.5, -15.5}, {-33, -32.5}, {-2, 0}};
    for (double[] seam : seams) {
      double step = 1e-9;
      double inside = NormalMass.log(seam[0] + step, seam[1]);
      double outside = NormalMass.log(seam[0] - step, seam[1]);
      double slope = NormalMass.byLower(seam[0], seam[1]);
      assertThat(inside - outside)
          .as("[%s, %s]", seam[0], seam[1])
          .isCloseTo(2 * step * slope, within(1e-12));
    }
  }

  @Test
  void aBinIsTheSumOfItsHalves() {
    for (double a = -60; a < 60; a += 0.37) {
      for (double width : new double[] {1e-6, 0.01, 0.5, 1.9, 2.1, 10}) {
        double whole = NormalMass.log(a, a + width);
        double left = NormalMass.log(a, a + width / 2);
        double right = NormalMass.log(a + width / 2, a + width);
        double larger = Math.max(left, right);
        double sum = larger + Math.log1p(Math.exp(Math.min(left, right) - larger));
        // The cut is rounded alike for both halves.
        assertThat(sum)
            .as("[%s, %s]", a, a + width)
            .isCloseTo(whole, within(1e-12 * Math.max(1, -whole)));
      }
    }
  }

  @Test
  void aBinOfNoWidthHasNoMass() {
    assertThat(NormalMass.log(1, 1)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
