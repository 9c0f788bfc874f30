package dev.kakusan.cli.plot;

import dev.kakusan.InvalidInput;
import java.util.Locale;

/** In what form a plot is written; the ending of the file's name decides. */
enum PlotFormat {
  /** Pixels, twice as many as the plot's units: sharp on dense screens. */
  PNG,
  /** Shapes and text that can be searched. */
  SVG;

  /**
   * The format of a location, by its ending in upper or lower case.
   *
   * @throws InvalidInput for any other ending; the message has those known
   */
  static PlotFormat of(String location) {
    for (PlotFormat format : values()) {
      if (location.toLowerCase(Locale.ROOT).endsWith(format.ending())) {
        return format;
      }
    }
    throw new InvalidInput("a plot is written to a .png or a .svg, got '" + location + "'");
  }

  private String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }
}
