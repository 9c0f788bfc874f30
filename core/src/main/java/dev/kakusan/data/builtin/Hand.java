package dev.kakusan.data.builtin;

import java.util.ArrayList;
import java.util.List;

/**
 * One person's hand for the length of one digit: how the knots stray, how the whole is bent,
 * slanted, stretched and placed, how thick the pen is and how it is pressed.
 */
final class Hand {

  /** Pieces of a curve between two knots. */
  private static final int PIECES = 6;

  private final Draws draws;
  private final double stray;
  private final double[] bend = new double[8];
  private final double slant;
  private final double turn;
  private final double stretch;

  Hand(Draws draws) {
    this.draws = draws;
    this.stray = draws.uniform(1, 3.6);
    for (int i = 0; i < bend.length; i++) {
      bend[i] = draws.normal(0.065, 2.2);
    }
    this.slant = 0.15 + draws.normal(0.22, 2);
    this.turn = draws.normal(0.05, 2.2);
    this.stretch = 0.86 * (1 + draws.normal(0.19, 2));
  }

  /** Writes the digit into a frame of {@code frame} pixels. */
  Ink write(Skeleton skeleton, int frame) {
    List<double[][]> strokes = new ArrayList<>();
    for (List<Skeleton.Knot> stroke : skeleton.strokes()) {
      strokes.add(bent(curve(strayed(stroke))));
    }
    double thick = draws.chance(0.2) ? draws.uniform(1.6, 2.3) : draws.uniform(0.85, 1.7);
    thick *= Math.min(1, 0.4 + 0.75 * stretch); // a narrow digit would run full of ink
    place(strokes, frame, thick);
    return new Ink(
        pressed(strokes, thick),
        draws.uniform(0.45, 0.8),
        1 - 0.12 * Math.max(0, draws.uniform(-1, 1)));
  }

  /** The knots, each moved a little; sometimes the pen lands or leaves with a small hook. */
  private List<Skeleton.Knot> strayed(List<Skeleton.Knot> stroke) {
    List<Skeleton.Knot> knots = new ArrayList<>();
    for (Skeleton.Knot k : stroke) {
      double x = k.x() + draws.normal(stray, 2.2);
      double y = k.y() + draws.normal(stray, 2.2);
      knots.add(new Skeleton.Knot(x, y, k.corner()));
    }
    if (draws.chance(0.12)) {
      knots.add(0, hook(knots.get(0)));
    }
    if (draws.chance(0.12)) {
      knots.add(hook(knots.get(knots.size() - 1)));
    }
    return knots;
  }

  private Skeleton.Knot hook(Skeleton.Knot end) {
    return new Skeleton.Knot(end.x() + draws.normal(5, 1.5), end.y() + draws.normal(4, 1.5), false);
  }

  /** Catmull–Rom curves through the knots, broken at the corners: points x, y. */
  private static double[][] curve(List<Skeleton.Knot> knots) {
    int n = knots.size();
    double[][] points = new double[(n - 1) * PIECES + 1][];
    for (int i = 0; i + 1 < n; i++) {
      Skeleton.Knot a = knots.get(i);
      Skeleton.Knot b = knots.get(i + 1);
      Skeleton.Knot before = i == 0 || a.corner() ? a : knots.get(i - 1);
      Skeleton.Knot after = i + 2 == n || b.corner() ? b : knots.get(i + 2);
      for (int p = 0; p <= PIECES; p++) {
        double t = (double) p / PIECES;
        points[i * PIECES + p] =
            new double[] {
              catmullRom(before.x(), a.x(), b.x(), after.x(), t),
              catmullRom(before.y(), a.y(), b.y(), after.y(), t)
            };
      }
    }
    return points;
  }

  private static double catmullRom(double p0, double p1, double p2, double p3, double t) {
    double linear = p2 - p0;
    double square = 2 * p0 - 5 * p1 + 4 * p2 - p3;
    double cube = 3 * (p1 - p2) + p3 - p0;
    return p1 + 0.5 * t * (linear + t * (square + t * cube));
  }

  /** A smooth cubic warp of the box onto itself, then slant, turn and stretch. */
  private double[][] bent(double[][] points) {
    for (double[] p : points) {
      double u = p[0] / 50 - 1;
      double v = p[1] / 50 - 1;
      double x = u + bend[0] * v * v + bend[1] * u * v + bend[2] * v * v * v + bend[3] * u * u;
      double y = v + bend[4] * u * u + bend[5] * u * v + bend[6] * u * u * u + bend[7] * v * v;
      p[0] = stretch * x - (slant + turn) * y;
      p[1] = y + turn * x;
    }
    return points;
  }

  /** Scales the strokes to about 20 of 28 pixels and puts their centre near the frame's. */
  private void place(List<double[][]> strokes, int frame, double thick) {
    double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
    double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
    double[] sum = new double[2];
    double count = 0;
    for (double[][] stroke : strokes) {
      for (double[] p : stroke) {
        for (int axis = 0; axis < 2; axis++) {
          low[axis] = Math.min(low[axis], p[axis]);
          high[axis] = Math.max(high[axis], p[axis]);
          sum[axis] += p[axis];
        }
        count++;
      }
    }
    double extent = Math.max(high[0] - low[0], high[1] - low[1]);
    double scale = (frame * draws.uniform(0.62, 0.74) - 2 * (thick - 1)) / extent;
    for (int axis = 0; axis < 2; axis++) {
      double shift = frame / 2.0 - scale * sum[axis] / count + draws.normal(0.6, 2);
      double margin = 1.32 * thick + 1.4; // the pen at its widest, its soft edge, the rim
      shift = Math.max(shift, margin - scale * low[axis]);
      shift = Math.min(shift, frame - margin - scale * high[axis]);
      for (double[][] stroke : strokes) {
        for (double[] p : stroke) {
          p[axis] = scale * p[axis] + shift;
        }
      }
    }
  }

  /** The segments, their radius swelling and shrinking slowly along each stroke. */
  private double[] pressed(List<double[][]> strokes, double thick) {
    int n = 0;
    for (double[][] stroke : strokes) {
      n += stroke.length - 1;
    }
    double[] segments = new double[6 * n];
    int at = 0;
    for (double[][] stroke : strokes) {
      double tilt = draws.normal(0.1, 2);
      double swell = draws.normal(0.12, 2);
      double tip = draws.uniform(0.55, 1);
      for (int i = 0; i + 1 < stroke.length; i++) {
        for (int end = 0; end < 2; end++) {
          double s = 2.0 * (i + end) / (stroke.length - 1) - 1;
          double taper = s > 0.7 ? 1 - (1 - tip) * (s - 0.7) / 0.3 : 1;
          segments[at++] = stroke[i + end][0];
          segments[at++] = stroke[i + end][1];
          segments[at++] = thick * taper * (1 + tilt * s + swell * (0.5 - s * s));
        }
      }
    }
    return segments;
  }
}
