package dev.kakusan.cli.plot;

import dev.kakusan.InvalidInput;
import dev.kakusan.cli.picture.WrittenAside;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A file that a plot is written to, in the form that its ending names: whole or not at all. A
 * failure while writing is an {@link UncheckedIOException} that names the file.
 */
public final class PlotFile {

  private final Path path;
  private final PlotFormat format;

  private PlotFile(Path path, PlotFormat format) {
    this.path = path;
    this.format = format;
  }

  /**
   * The file at a location as a user gives it; to be asked before the long work.
   *
   * @throws InvalidInput for an ending that is not known, or where nothing can be written there
   */
  public static PlotFile at(String location) {
    if (location.contains("://")) {
      throw new InvalidInput(
          "a plot is written to a file, got '"
              + location
              + "'; known: a plain path, s3://bucket/name");
    }
    PlotFormat format = PlotFormat.of(location);
    try {
      Path path = Path.of(location);
      WrittenAside.requireTakes(path);
      return new PlotFile(path, format);
    } catch (InvalidPathException e) {
      throw new InvalidInput("not a file name: " + location + " (" + e.getReason() + ")", e);
    }
  }

  /**
   * A file that is made at a path on its way to a location, whose ending counts.
   *
   * @throws InvalidInput for an ending that is not known
   */
  public static PlotFile at(String location, Path path) {
    return new PlotFile(path, PlotFormat.of(location));
  }

  /**
   * The bytes of a PNG, for a store that is no file.
   *
   * @throws InvalidInput on a machine without fonts
   */
  public static byte[] png(Plot plot) {
    return Drawing.png(plot);
  }

  public Path path() {
    return path;
  }

  /** Draws the plot and writes it. */
  public void write(Plot plot) {
    byte[] bytes =
        switch (format) {
          case PNG -> Drawing.png(plot);
          case SVG -> Drawing.svg(plot);
        };
    try (WrittenAside file = new WrittenAside(path)) {
      file.out().write(bytes);
      file.commit();
    } catch (IOException e) {
      throw new UncheckedIOException("could not write " + path + ": " + e.getMessage(), e);
    }
  }
}
