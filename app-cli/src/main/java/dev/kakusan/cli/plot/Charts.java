package dev.kakusan.cli.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/** A plot as a chart of JFreeChart: white paper, thin grey lines, the ink spent on the curves. */
final class Charts {

  static final Color TEXT = new Color(0x26, 0x2b, 0x30);
  static final Color SMALL_PRINT = new Color(0x6b, 0x72, 0x79);
  private static final Color GRID = new Color(0xe6, 0xe9, 0xec);

  static {
    TextUtils.setUseDrawRotatedStringWorkaround(false); // which would turn an SVG's text to shapes
  }

  private Charts() {}

  static JFreeChart of(Plot plot) {
    Ranges ranges = Ranges.of(plot);
    XYPlot area = new XYPlot();
    area.setDomainAxis(axis(plot.x(), ranges.x()));
    area.setRangeAxis(axis(plot.y(), ranges.y()));
    for (int i = 0; i < plot.curves().size(); i++) {
      Curve curve = plot.curves().get(i);
      area.setDataset(i, dataset(curve, ranges));
      area.setRenderer(i, Look.of(curve.style(), i));
    }
    area.setDatasetRenderingOrder(DatasetRenderingOrder.REVERSE);
    area.setBackgroundPaint(Color.WHITE);
    area.setOutlineVisible(false);
    area.setDomainGridlinePaint(GRID);
    area.setRangeGridlinePaint(GRID);
    area.setDomainGridlineStroke(new BasicStroke(1));
    area.setRangeGridlineStroke(new BasicStroke(1));
    area.setAxisOffset(RectangleInsets.ZERO_INSETS);

    JFreeChart chart = new JFreeChart(null, null, area, false);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(14, 14, 10, 26));
    chart.setTitle(title(plot.title()));
    chart.addSubtitle(legend(area));
    List<String> caption = plot.caption();
    for (int i = caption.size() - 1; i >= 0; i--) { // the first to be added lies lowest
      chart.addSubtitle(smallPrint(caption.get(i), i == 0));
    }
    return chart;
  }

  private static ValueAxis axis(Axis axis, Ranges.Range range) {
    ValueAxis made =
        axis.logarithmic()
            ? new DecadeAxis(range)
            : axis.names().isEmpty() ? Ranges.linearAxis(range) : Ranges.namedAxis(axis, range);
    made.setLabel(axis.label());
    made.setLabelFont(font(Font.PLAIN, 14));
    made.setLabelPaint(TEXT);
    made.setTickLabelFont(font(Font.PLAIN, 12));
    made.setTickLabelPaint(TEXT);
    made.setAxisLinePaint(SMALL_PRINT);
    made.setTickMarkPaint(SMALL_PRINT);
    return made;
  }

  private static YIntervalSeriesCollection dataset(Curve curve, Ranges ranges) {
    YIntervalSeries series = new YIntervalSeries(curve.name(), false, true);
    for (int i = 0; i < curve.x().length; i++) {
      double y = curve.y()[i];
      if (ranges.x().shows(curve.x()[i]) && ranges.y().shows(y)) {
        double low = Double.isFinite(curve.low()[i]) ? curve.low()[i] : y;
        double high = Double.isFinite(curve.high()[i]) ? curve.high()[i] : y;
        series.add(curve.x()[i], y, ranges.y().inside(low), ranges.y().inside(high));
      }
    }
    YIntervalSeriesCollection dataset = new YIntervalSeriesCollection();
    dataset.addSeries(series);
    return dataset;
  }

  private static TextTitle title(String text) {
    TextTitle title = new TextTitle(text, font(Font.BOLD, 18));
    title.setPaint(TEXT);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setPadding(0, 6, 6, 0);
    return title;
  }

  private static LegendTitle legend(XYPlot area) {
    LegendTitle legend = new LegendTitle(area);
    legend.setPosition(RectangleEdge.TOP);
    legend.setHorizontalAlignment(HorizontalAlignment.LEFT);
    legend.setItemFont(font(Font.PLAIN, 13));
    legend.setItemPaint(TEXT);
    legend.setItemLabelPadding(new RectangleInsets(2, 4, 2, 14));
    legend.setPadding(0, 4, 8, 0);
    return legend;
  }

  private static TextTitle smallPrint(String text, boolean first) {
    TextTitle title = new TextTitle(text, font(Font.PLAIN, 11));
    title.setPaint(SMALL_PRINT);
    title.setPosition(RectangleEdge.BOTTOM);
    title.setHorizontalAlignment(HorizontalAlignment.LEFT);
    title.setPadding(first ? 10 : 1, 6, 1, 0);
    return title;
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
