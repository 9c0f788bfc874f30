package dev.kakusan.cli.plot;

import java.util.List;

/**
 * One axis of a plot; its range follows from the curves, or from its names.
 *
 * @param label what is measured, with its unit
 * @param logarithmic whether equal ratios are equally far; values of 0 and below are then not drawn
 * @param names what stands at 0, 1, 2, … in the place of numbers; empty for numbers
 */
public record Axis(String label, boolean logarithmic, List<String> names) {

  public Axis {
    names = List.copyOf(names);
  }

  public static Axis linear(String label) {
    return new Axis(label, false, List.of());
  }

  public static Axis logarithmic(String label) {
    return new Axis(label, true, List.of());
  }

  /** An axis of things instead of numbers. */
  public static Axis named(String label, List<String> names) {
    return new Axis(label, false, names);
  }
}
