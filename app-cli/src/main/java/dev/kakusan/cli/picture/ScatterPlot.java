package dev.kakusan.cli.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Points of the plane in panels side by side, all with the same limits. Points are translucent, so
 * that darker means denser. There is no text: a machine without fonts draws the same picture.
 */
final class ScatterPlot {

  /** Between and around the panels, in pixels. */
  static final int GAP = 12;

  /** The colour of the data. */
  static final Color DATA = new Color(0x1f, 0x5f, 0x8b);

  /** The colour of what a model made. */
  static final Color MADE = new Color(0xd1, 0x49, 0x2e);

  private static final Color FRAME = new Color(0x80, 0x80, 0x80);
  private static final Color AXIS = new Color(0xe0, 0xe0, 0xe0);

  private ScatterPlot() {}

  /**
   * @param panels from left to right
   * @param colours one for each panel
   * @param side of a panel, in pixels
   */
  static BufferedImage draw(
      List<Samples> panels, List<Color> colours, PlotLimits limits, int side) {
    BufferedImage picture =
        new BufferedImage(
            GAP + panels.size() * (side + GAP), side + 2 * GAP, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    try {
      g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      g.setColor(Color.WHITE);
      g.fillRect(0, 0, picture.getWidth(), picture.getHeight());
      for (int i = 0; i < panels.size(); i++) {
        Graphics2D panel = (Graphics2D) g.create(GAP + i * (side + GAP), GAP, side, side);
        drawPanel(panel, panels.get(i), colours.get(i), limits, side);
        panel.dispose();
      }
    } finally {
      g.dispose();
    }
    return picture;
  }

  private static void drawPanel(
      Graphics2D g, Samples samples, Color colour, PlotLimits limits, int side) {
    double originX = limits.across(0, side);
    double originY = limits.down(0, side);
    g.setColor(AXIS);
    g.draw(new Line2D.Double(originX, 0, originX, side));
    g.draw(new Line2D.Double(0, originY, side, originY));
    int count = samples.count();
    double radius = side / (count > 4000 ? 320.0 : 200.0);
    double opacity = Math.max(0.12, Math.min(0.8, 14 / Math.sqrt(count)));
    g.setColor(
        new Color(
            colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity)));
    for (int i = 0; i < count; i++) {
      double x = limits.across(samples.value(i, 0), side);
      double y = limits.down(samples.value(i, 1), side);
      // False for NaN too, which must not reach the rasteriser.
      if (x > -radius && x < side + radius && y > -radius && y < side + radius) {
        g.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
      }
    }
    g.setColor(FRAME);
    g.draw(new Rectangle2D.Double(0.5, 0.5, side - 1, side - 1));
  }
}
