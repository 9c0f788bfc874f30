package dev.kakusan.verify;

/** ln(Φ(b) − Φ(a)) by adding up the density: slow, and by no property of Φ. */
final class NormalIntegral {

  /** Of Simpson's rule: ln φ falls by 40 over all, h = 0.01 a step, so h⁴/180 < 1e-10 is left. */
  private static final int INTERVALS = 4000;

  private NormalIntegral() {}

  /** Lower edge, upper edge; either may be infinite. */
  static double log(double a, double b) {
    if (a + b > 0) {
      return log(-b, -a); // the nearer edge to 0, or 0 itself, lies at the upper end
    }
    double near = Math.min(b, 0);
    // Below `from` lies less than e^−40 of the integral: φ falls at least as e^(−|near| y − y²/2).
    double reach = Math.sqrt(near * near + 80) + near;
    double from = Math.max(a, near - reach);
    double to = Math.min(b, 9);
    double width = (to - from) / INTERVALS;
    double sum = 0;
    for (int i = 0; i <= INTERVALS; i++) {
      double z = from + i * width;
      double weight = i == 0 || i == INTERVALS ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight * Math.exp((near * near - z * z) / 2);
    }
    return Math.log(sum * width / 3) - near * near / 2 - Math.log(2 * Math.PI) / 2;
  }
}
