package dev.kakusan.cli.picture;

import dev.kakusan.InvalidInput;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Samples as one picture: a grid of images, or a scatter plot of points in the plane. */
public final class Picture {

  /** Enlarging stops at this side for a still picture. */
  static final int STILL = 2048;

  /** Enlarging stops at this side for a frame of an animation. */
  static final int FRAME = 1024;

  private static final int PANEL = 480;
  private static final int SMALLEST_PANEL = 96;
  private static final int SIDE_BY_SIDE = 320;

  private Picture() {}

  /**
   * A PNG, as bytes.
   *
   * @param data stands beside points in the plane and sets the plot's limits; no use for images
   * @throws InvalidInput where samples of this shape have no picture
   */
  public static byte[] png(Samples samples, @Nullable Samples data) {
    return encode(of(samples, data, STILL));
  }

  /**
   * A PNG of the samples alone, as bytes: points in the plane within the limits of {@code data}, so
   * that pictures of one data set can be laid side by side.
   */
  public static byte[] pngWithin(Samples samples, Samples data) {
    if (!samples.areInPlane()) {
      return png(samples, null);
    }
    PlotLimits limits = PlotLimits.around(List.of(data));
    return encode(
        ScatterPlot.draw(List.of(samples), List.of(ScatterPlot.MADE), limits, SIDE_BY_SIDE));
  }

  /**
   * A PNG of a process in time, as bytes: a column for each moment, from left to right, and a row
   * for each image; points in the plane get a panel for each moment.
   *
   * @param moments at least one, each with the same examples in the same order
   */
  public static byte[] pngOfMoments(List<Samples> moments) {
    Samples first = moments.get(0);
    requirePicture(first);
    if (first.areInPlane()) {
      int side = Math.max(SMALLEST_PANEL, Math.min(PANEL, STILL / moments.size()));
      return encode(
          ScatterPlot.draw(
              moments,
              Collections.nCopies(moments.size(), ScatterPlot.DATA),
              PlotLimits.around(moments),
              side));
    }
    int size = first.example().size();
    double[] values = new double[Math.multiplyExact(moments.size(), first.values().length)];
    int to = 0;
    for (int row = 0; row < first.count(); row++) {
      for (Samples moment : moments) {
        System.arraycopy(moment.values(), row * size, values, to, size);
        to += size;
      }
    }
    Samples rowByRow = new Samples(first.example(), first.levels(), values);
    return encode(new ImageGrid(rowByRow, moments.size(), STILL).draw());
  }

  static BufferedImage of(Samples samples, @Nullable Samples data, int longestSide) {
    requirePicture(samples);
    if (samples.areImages()) {
      return ImageGrid.nearlySquare(samples, longestSide).draw();
    }
    List<Samples> panels = data == null ? List.of(samples) : List.of(data, samples);
    List<Color> colours =
        data == null ? List.of(ScatterPlot.MADE) : List.of(ScatterPlot.DATA, ScatterPlot.MADE);
    PlotLimits limits = PlotLimits.around(List.of(data == null ? samples : data));
    return ScatterPlot.draw(panels, colours, limits, PANEL);
  }

  static void requirePicture(Samples samples) {
    if (!samples.areImages() && !samples.areInPlane()) {
      throw new InvalidInput(
          "examples of shape %s have no picture: images have 1 or 3 channels [C, H, W], points 2 coordinates [2]; .npy takes any shape"
              .formatted(samples.example()));
    }
  }

  static byte[] encode(BufferedImage picture) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      if (!ImageIO.write(picture, "png", bytes)) {
        throw new IllegalStateException("this Java has no PNG writer");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
