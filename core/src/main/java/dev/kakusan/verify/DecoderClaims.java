package dev.kakusan.verify;

import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import dev.kakusan.data.PixelScaling;
import dev.kakusan.objective.PixelDecoder;
import java.util.Arrays;
import java.util.List;

/** The pixel decoder: a probability of each level, however far the mean is. */
final class DecoderClaims {

  private static final int[] LEVELS = {2, 17, 256};

  private DecoderClaims() {}

  static List<Claim> claims() {
    return List.of(
        new Claim(
            "decoder-sum",
            "the masses of all levels sum to 1 for any mean and variance",
            "theory, section 6; Ho et al. 2020, eq. 13",
            DecoderClaims::masses),
        new Claim(
            "decoder-value",
            "a level's mass is the normal density's integral over its bin, far out too",
            "theory, section 6; Ho et al. 2020, eq. 13",
            DecoderClaims::values),
        new Claim(
            "decoder-finite",
            "-ln p is finite and not negative, however extreme the mean and the variance",
            "theory, section 6",
            DecoderClaims::finite));
  }

  /** A mean and a variance. */
  private record Normal(double mean, double variance) {

    double std() {
      return Math.sqrt(variance);
    }
  }

  private static double[] drawn(int i) {
    return Subject.KEY.child("decoder").child(i).gaussians(2);
  }

  /** −ln p of every level, by the number σ² and, as where it is learned, by a tensor of ln σ². */
  private static double[][] nats(Subject subject, int levels, Normal normal) {
    PixelScaling scaling = new PixelScaling(levels);
    double[] x0 = new double[levels];
    double[] mean = new double[levels];
    double[] log = new double[levels];
    Arrays.setAll(x0, scaling::toModel);
    Arrays.fill(mean, normal.mean());
    Arrays.fill(log, Math.log(normal.variance()));
    Shape shape = Shape.of(levels, 1);
    PixelDecoder decoder = new PixelDecoder(levels);
    return subject
        .compute()
        .tidied(
            () -> {
              Tensor x = subject.compute().tensor(x0, shape);
              Tensor m = subject.compute().tensor(mean, shape);
              Tensor l = subject.compute().tensor(log, shape);
              return new double[][] {
                decoder.negativeLogLikelihood(x, m, normal.variance()).toDoubles(),
                decoder.negativeLogLikelihood(x, m, l).toDoubles()
              };
            });
  }

  private static Finding masses(Subject subject) {
    Worst worst = new Worst();
    for (int levels : LEVELS) {
      for (int i = 0; i < 40; i++) {
        double[] draw = drawn(i);
        // Means near the pixels and, every fourth, some hundred away; σ from 1e-3 to 1e2.
        double mean = subject.rounded(draw[0] * (i % 4 == 3 ? 100 : 1));
        Normal normal = new Normal(mean, Math.exp(4 * draw[1] - 2));
        double sum = 0;
        for (double n : nats(subject, levels, normal)[0]) {
          sum += Math.exp(-n);
        }
        // An edge is rounded apart in the two bins it parts, by 4u(1 + |m|)/σ deviations; that
        // moves
        // φ of so much mass, and Σ φ over the edges is at most 0.4 + (levels/2) σ. A mass itself is
        // off by 32u at most (see the contract of logNormalMass).
        double edges = (0.4 / normal.std() + levels / 2.0) * 4 * (1 + Math.abs(mean));
        double allowed = (edges + 32 * levels) * subject.roundoff();
        worst.see(sum, 1, allowed, levels + " levels, mean " + mean + ", std " + normal.std());
      }
    }
    return worst.finding();
  }

  private static Finding values(Subject subject) {
    Worst worst = new Worst();
    for (int levels : LEVELS) {
      for (Normal normal :
          List.of(
              new Normal(0.125, 0.01),
              new Normal(-1.5, 0.04),
              new Normal(0.5, 1),
              new Normal(4, 0.25))) {
        double[][] nats = nats(subject, levels, normal);
        double half = 1.0 / (levels - 1);
        for (int k = 0; k < levels; k++) {
          double x0 = 2.0 * k / (levels - 1) - 1;
          double lower =
              k == 0 ? Double.NEGATIVE_INFINITY : (x0 - half - normal.mean()) / normal.std();
          double upper =
              k == levels - 1
                  ? Double.POSITIVE_INFINITY
                  : (x0 + half - normal.mean()) / normal.std();
          double wanted = -NormalIntegral.log(lower, upper);
          // Both edges are off by 8u(1 + |m|)/σ deviations, where ln mass has the slope |z| + 1 and
          // a narrow bin's width is off by as much of itself; ln Φ is good to 8u of itself, which a
          // narrow bin's difference magnifies by 1/width. 1e-10 is the integral's own.
          double z = Math.min(Math.abs(lower), Math.abs(upper));
          double width = Math.min(1, (upper - lower) * Math.max(z, 0.4));
          double edge = 8 * (1 + Math.abs(normal.mean())) / normal.std();
          double allowed =
              subject.roundoff() * (edge * (z + 1 + 2 / width) + 8 * Math.max(1, wanted) / width)
                  + 1e-10;
          String where = "level " + k + " of " + levels + ", " + normal;
          worst.see(nats[0][k], wanted, allowed, where);
          worst.see(nats[1][k], wanted, allowed, where + " by its logarithm");
        }
      }
    }
    return worst.finding();
  }

  private static Finding finite(Subject subject) {
    double least = Double.POSITIVE_INFINITY;
    String where = "nowhere";
    for (int levels : LEVELS) {
      for (double mean : new double[] {-1000, -30, -1, -1.0 / 255, 0, 0.3, 1, 7, 1000}) {
        for (double variance : new double[] {1e-8, 1e-5, 1e-2, 1, 1e3, 1e6}) {
          for (double[] way : nats(subject, levels, new Normal(mean, variance))) {
            for (double n : way) {
              double figure = Double.isFinite(n) ? n : Double.NaN;
              if (!(figure >= least) && !Double.isNaN(least)) {
                least = figure;
                where = levels + " levels, mean " + mean + ", variance " + variance;
              }
            }
          }
        }
      }
    }
    // A mass of 1 may round to a few roundings above it.
    return Finding.atLeast(-8 * subject.roundoff(), least, "least -ln p in nats, at " + where);
  }
}
