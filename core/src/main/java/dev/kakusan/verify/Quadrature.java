package dev.kakusan.verify;

import java.util.Arrays;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Gauss–Hermite: points and weights with Σ w_i f(z_i) = E f(z) for z ~ N(0, 1), exactly where f is
 * a polynomial of degree below 2n.
 */
record Quadrature(double[] points, double[] weights) {

  static Quadrature normal(int n) {
    // Commons Math integrates against e^(−x²): z = √2 x.
    GaussIntegrator hermite = new GaussIntegratorFactory().hermite(n);
    double[] points = new double[n];
    double[] weights = new double[n];
    Arrays.setAll(points, i -> Math.sqrt(2) * hermite.getPoint(i));
    Arrays.setAll(weights, i -> hermite.getWeight(i) / Math.sqrt(Math.PI));
    return new Quadrature(points, weights);
  }

  int size() {
    return points.length;
  }
}
