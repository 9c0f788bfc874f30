package dev.kakusan.data.builtin;

import java.util.Arrays;

/**
 * What the pen left: line segments whose radius runs evenly from one end to the other, in pixels of
 * the frame.
 *
 * @param segments x0, y0, r0, x1, y1, r1 of each
 * @param softness half the width, in pixels, over which the ink's edge fades
 * @param strength of the pen, 0..1
 */
record Ink(double[] segments, double softness, double strength) {

  /**
   * Writes the image into {@code into[from…]}, row-major, as integers 0..255. The coverage of a
   * pixel falls smoothly with its centre's signed distance from the nearest segment.
   *
   * @param frame height and width in the units of the segments
   * @param size height and width in pixels
   */
  void draw(int frame, int size, float[] into, int from) {
    double[] distance = distances(frame, size);
    for (int i = 0; i < distance.length; i++) {
      double inside = Math.max(0, Math.min(1, 0.5 - distance[i] / (2 * softness)));
      double coverage = inside * inside * (3 - 2 * inside);
      into[from + i] = (float) Math.rint(255 * strength * coverage);
    }
  }

  private double[] distances(int frame, int size) {
    double pixel = (double) frame / size;
    double[] nearest = new double[size * size];
    Arrays.fill(nearest, Double.MAX_VALUE);
    for (int s = 0; s < segments.length; s += 6) {
      double x0 = segments[s];
      double y0 = segments[s + 1];
      double r0 = segments[s + 2];
      double dx = segments[s + 3] - x0;
      double dy = segments[s + 4] - y0;
      double dr = segments[s + 5] - r0;
      double square = Math.max(dx * dx + dy * dy, 1e-12);
      double reach = Math.max(r0, r0 + dr) + softness;
      int left = first((Math.min(x0, x0 + dx) - reach) / pixel);
      int right = last((Math.max(x0, x0 + dx) + reach) / pixel, size);
      int top = first((Math.min(y0, y0 + dy) - reach) / pixel);
      int bottom = last((Math.max(y0, y0 + dy) + reach) / pixel, size);
      for (int row = top; row <= bottom; row++) {
        double y = (row + 0.5) * pixel - y0;
        for (int column = left; column <= right; column++) {
          double x = (column + 0.5) * pixel - x0;
          double along = Math.max(0, Math.min(1, (x * dx + y * dy) / square));
          double ex = x - along * dx;
          double ey = y - along * dy;
          double d = Math.sqrt(ex * ex + ey * ey) - (r0 + along * dr);
          int i = row * size + column;
          nearest[i] = Math.min(nearest[i], d);
        }
      }
    }
    return nearest;
  }

  private static int first(double edge) {
    return Math.max(0, (int) Math.floor(edge));
  }

  private static int last(double edge, int size) {
    return Math.min(size - 1, (int) Math.floor(edge));
  }
}
