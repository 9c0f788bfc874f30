package dev.kakusan.data.builtin;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of the pen for one way of writing a digit, in a box of 100 by 100 with y downwards.
 *
 * @param weight how often this way is chosen, relative to the others of its digit
 * @param strokes each from pen down to pen up
 */
record Skeleton(double weight, List<List<Knot>> strokes) {

  /**
   * A point through which the pen passes.
   *
   * @param corner true where the pen turns sharply, false where it passes smoothly
   */
  record Knot(double x, double y, boolean corner) {}

  /**
   * Reads strokes as text: points {@code x,y} parted by blanks, {@code !} behind a corner, {@code
   * /} where the pen is lifted.
   */
  static Skeleton of(double weight, String text) {
    List<List<Knot>> strokes = new ArrayList<>();
    for (String stroke : text.split("/")) {
      List<Knot> knots = new ArrayList<>();
      for (String point : stroke.trim().split(" +")) {
        boolean corner = point.endsWith("!");
        String[] xy = (corner ? point.substring(0, point.length() - 1) : point).split(",");
        knots.add(new Knot(Double.parseDouble(xy[0]), Double.parseDouble(xy[1]), corner));
      }
      strokes.add(List.copyOf(knots));
    }
    return new Skeleton(weight, List.copyOf(strokes));
  }
}
