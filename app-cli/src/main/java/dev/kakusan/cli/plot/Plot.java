package dev.kakusan.cli.plot;

import java.util.List;

/**
 * Curves on common axes. They take their colours in order, so that plots with the same order agree.
 *
 * @param title one line, above
 * @param caption small print below, a string for each line; may be empty
 * @param curves in the order of the legend; the first is drawn on top
 */
public record Plot(String title, List<String> caption, Axis x, Axis y, List<Curve> curves) {

  public Plot {
    caption = List.copyOf(caption);
    curves = List.copyOf(curves);
  }
}
