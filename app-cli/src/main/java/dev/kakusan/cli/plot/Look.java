package dev.kakusan.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;
import org.jfree.chart.renderer.xy.AbstractXYItemRenderer;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;

/** How a curve of some style and place in the order looks. */
final class Look {

  /** Told apart by people with any kind of colour vision (Okabe, Ito 2008), the darkest first. */
  private static final List<Color> COLOURS =
      List.of(
          new Color(0x00, 0x72, 0xb2),
          new Color(0xd5, 0x5e, 0x00),
          new Color(0x00, 0x9e, 0x73),
          new Color(0xcc, 0x79, 0xa7),
          new Color(0xe6, 0x9f, 0x00),
          new Color(0x56, 0xb4, 0xe9),
          new Color(0x40, 0x40, 0x40));

  private static final float BAND = 0.22f;

  private Look() {}

  static AbstractXYItemRenderer of(Curve.Style style, int index) {
    Color colour = COLOURS.get(index % COLOURS.size());
    return switch (style) {
      case LINE -> line(colour);
      case DISCS -> marks(colour, new Ellipse2D.Double(-4.5, -4.5, 9, 9));
      case DIAMONDS -> marks(colour, diamond());
    };
  }

  private static DeviationRenderer line(Color colour) {
    DeviationRenderer line = new DeviationRenderer(true, false);
    line.setAlpha(BAND);
    line.setSeriesPaint(0, colour);
    line.setSeriesFillPaint(0, colour);
    line.setSeriesStroke(0, new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    line.setLegendLine(new Line2D.Double(-9, 0, 9, 0));
    return line;
  }

  private static XYErrorRenderer marks(Color colour, Shape shape) {
    XYErrorRenderer marks = new XYErrorRenderer();
    marks.setDrawXError(false);
    marks.setSeriesPaint(0, colour);
    marks.setSeriesShape(0, shape);
    marks.setErrorStroke(new BasicStroke(1.5f));
    return marks;
  }

  private static Shape diamond() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -6);
    path.lineTo(6, 0);
    path.lineTo(0, 6);
    path.lineTo(-6, 0);
    path.closePath();
    return path;
  }
}
