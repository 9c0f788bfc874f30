package dev.kakusan.cli.plot;

/**
 * One axis of a plot; its range follows from the curves.
 *
 * @param label what is measured, with its unit
 * @param logarithmic whether equal ratios are equally far; values of 0 and below are then not drawn
 */
public record Axis(String label, boolean logarithmic) {

  public static Axis linear(String label) {
    return new Axis(label, false);
  }

  public static Axis logarithmic(String label) {
    return new Axis(label, true);
  }
}
