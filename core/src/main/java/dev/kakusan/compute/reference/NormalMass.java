package dev.kakusan.compute.reference;

import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * ln(Φ(b) − Φ(a)) to about 1e-13 of itself anywhere on the line. With the bin's middle m and half
 * width h, and mirrored so that m ≤ 0:
 *
 * <ul>
 *   <li>a narrow bin is φ(m) ∫ exp(−u²/2 − m u) du over [−h, h] = 2 φ(m) ∫ exp(−u²/2) cosh(m u) du
 *       over [0, h], by Gauss–Legendre: no difference of near numbers is ever taken;
 *   <li>a wide one in the tail is ln Φ(b) + ln(1 − Φ(a)/Φ(b)), where the ratio is far from 1;
 *   <li>a wide one around 0 is ln(1 − Φ(a) − Φ(−b)).
 * </ul>
 */
final class NormalMass {

  /** ln √(2π). */
  private static final double LOG_ROOT_TWO_PI = 0.5 * Math.log(2 * Math.PI);

  /** Beyond it the continued fraction, before it the power series. */
  private static final double SERIES_END = 2.5;

  // For h ≤ 1 and |m| h ≤ 8 the remainder of 20 nodes is below (20!)⁴ 8⁴⁰ / (41 (40!)³) < 1e-35.
  private static final double NARROW = 1;
  private static final double NARROW_SLOPE = 8;
  private static final GaussIntegrator UNIT_INTERVAL =
      new GaussIntegratorFactory().legendre(20, 0, 1);

  private NormalMass() {}

  /** ln(Φ(upper) − Φ(lower)), lower ≤ upper, either of them infinite; −∞ where they are equal. */
  static double log(double lower, double upper) {
    if (lower + upper > 0) {
      return log(-upper, -lower);
    }
    double h = (upper - lower) / 2;
    double m = (lower + upper) / 2;
    if (h <= NARROW && -m * h <= NARROW_SLOPE) {
      double integral =
          UNIT_INTERVAL.integrate(s -> Math.exp(-h * h * s * s / 2) * Math.cosh(m * h * s));
      return logDensity(m) + Math.log(2 * h * integral);
    }
    if (upper <= 0) {
      double log = logUpperTail(-upper);
      return log + Math.log1p(-Math.exp(logUpperTail(-lower) - log));
    }
    return Math.log1p(-Math.exp(logUpperTail(-lower)) - Math.exp(logUpperTail(upper)));
  }

  /** The derivative of {@link #log} by its lower edge: −φ(lower)/mass. */
  static double byLower(double lower, double upper) {
    return -Math.exp(logDensity(lower) - log(lower, upper));
  }

  /** The derivative of {@link #log} by its upper edge: φ(upper)/mass. */
  static double byUpper(double lower, double upper) {
    return Math.exp(logDensity(upper) - log(lower, upper));
  }

  private static double logDensity(double z) {
    return -z * z / 2 - LOG_ROOT_TWO_PI;
  }

  /** ln Φ(−x) for x ≥ 0. */
  static double logUpperTail(double x) {
    return x < SERIES_END
        ? Math.log(0.5 - Math.exp(logDensity(x)) * series(x))
        : logDensity(x) + Math.log(mills(x));
  }

  /** (Φ(x) − ½)/φ(x) = x + x³/3 + x⁵/(3·5) + … (Abramowitz, Stegun 26.2.11). */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int k = 3; term > sum * 1e-17; k += 2) {
      term *= x * x / k;
      sum += term;
    }
    return sum;
  }

  /**
   * Mills' ratio Φ(−x)/φ(x) = 1/(x + 1/(x + 2/(x + 3/(x + …)))) (Abramowitz, Stegun 26.2.14). From
   * 2.5 on, 80 levels leave less than e^(−2x√160) < 1e-27.
   */
  private static double mills(double x) {
    double fraction = x;
    for (int k = 80; k >= 1; k--) {
      fraction = x + k / fraction;
    }
    return 1 / fraction;
  }
}
