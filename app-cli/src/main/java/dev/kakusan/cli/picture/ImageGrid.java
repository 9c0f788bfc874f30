package dev.kakusan.cli.picture;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.util.Arrays;

/**
 * Images side by side, row by row, with thin lines between them. Small images are enlarged by a
 * whole factor, every pixel a square, so that digits of 8x8 pixels can be seen.
 */
final class ImageGrid {

  /** Width of the lines between and around the images, in pixels. */
  static final int LINE = 2;

  /** Tone of the lines: neither the black nor the white that most pictures have behind them. */
  static final int LINE_TONE = 96;

  /** An image is enlarged until its longer side has about so many pixels. */
  private static final int COMFORTABLE = 64;

  /** More pixels than this make a picture that viewers refuse. */
  private static final long MOST_PIXELS = 100_000_000;

  private final Samples samples;
  private final int columns;
  private final int rows;
  private final int factor;

  /**
   * @param columns how many images stand in a row
   * @param longestSide enlarging stops before the picture grows past so many pixels
   */
  ImageGrid(Samples samples, int columns, int longestSide) {
    this.samples = samples;
    this.columns = columns;
    this.rows = (samples.count() + columns - 1) / columns;
    int side = Math.max(height(), width());
    int wanted = (COMFORTABLE + side - 1) / side;
    while (wanted > 1
        && Math.max(span(columns, width(), wanted), span(rows, height(), wanted)) > longestSide) {
      wanted--;
    }
    this.factor = wanted;
  }

  /** Of as many columns as make the picture nearly square. */
  static ImageGrid nearlySquare(Samples samples, int longestSide) {
    Shape shape = samples.example();
    double columns = Math.ceil(Math.sqrt((double) samples.count() * shape.dim(1) / shape.dim(2)));
    return new ImageGrid(
        samples, (int) Math.max(1, Math.min(samples.count(), columns)), longestSide);
  }

  /** One image as it is: no line, not enlarged. */
  static BufferedImage single(Samples samples, int index) {
    Shape shape = samples.example();
    BufferedImage picture = blank(shape.dim(0), shape.dim(2), shape.dim(1));
    draw(samples, index, picture.getRaster(), 0, 0, 1);
    return picture;
  }

  int factor() {
    return factor;
  }

  BufferedImage draw() {
    long across = span(columns, width(), factor);
    long down = span(rows, height(), factor);
    if (across * down > MOST_PIXELS) {
      throw new InvalidInput(
          "a grid of %d images would have %dx%d pixels; take fewer images, a folder or .npy"
              .formatted(samples.count(), across, down));
    }
    BufferedImage picture = blank(samples.example().dim(0), (int) across, (int) down);
    WritableRaster raster = picture.getRaster();
    int[] lines = new int[raster.getNumBands() * raster.getWidth()];
    Arrays.fill(lines, LINE_TONE);
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.setPixels(0, y, raster.getWidth(), 1, lines);
    }
    for (int i = 0; i < samples.count(); i++) {
      int x = (int) span(i % columns, width(), factor);
      int y = (int) span(i / columns, height(), factor);
      draw(samples, i, raster, x, y, factor);
    }
    return picture;
  }

  private int height() {
    return samples.example().dim(1);
  }

  private int width() {
    return samples.example().dim(2);
  }

  /** From the edge of the picture to just behind the line after {@code images} images. */
  private static long span(int images, int extent, int factor) {
    return LINE + (long) images * ((long) extent * factor + LINE);
  }

  private static BufferedImage blank(int channels, int width, int height) {
    return new BufferedImage(
        width, height, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_3BYTE_BGR);
  }

  private static void draw(
      Samples samples, int index, WritableRaster raster, int left, int top, int factor) {
    Shape shape = samples.example();
    int height = shape.dim(1);
    int width = shape.dim(2);
    int[] square = new int[factor * factor];
    for (int c = 0; c < shape.dim(0); c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          Arrays.fill(square, samples.tone(samples.value(index, (c * height + y) * width + x)));
          raster.setSamples(left + x * factor, top + y * factor, factor, factor, c, square);
        }
      }
    }
  }
}
