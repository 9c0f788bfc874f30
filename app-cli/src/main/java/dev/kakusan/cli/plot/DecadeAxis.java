package dev.kakusan.cli.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.axis.TickType;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/**
 * A logarithmic axis with a label at every power of ten (or every few, where they are many) and
 * marks at the multiples between; where it shows fewer than two powers, the multiples 2 and 5 are
 * labelled too.
 */
final class DecadeAxis extends LogAxis {

  private static final int MOST_LABELS = 10;

  DecadeAxis(Ranges.Range range) {
    setRange(range.low(), range.high());
    setMinorTickMarksVisible(true);
    setMinorTickMarkInsideLength(0);
    setMinorTickMarkOutsideLength(2);
  }

  @Override
  public List<ValueTick> refreshTicks(
      Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean across = RectangleEdge.isTopOrBottom(edge);
    TextAnchor anchor = across ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    int first = (int) Math.floor(Math.log10(getRange().getLowerBound()));
    int last = (int) Math.floor(Math.log10(getRange().getUpperBound()));
    int stride = (last - first) / MOST_LABELS + 1;
    boolean few = getRange().getUpperBound() / getRange().getLowerBound() < 100;
    List<ValueTick> ticks = new ArrayList<>();
    for (int power = first; power <= last; power++) {
      for (int multiple = 1; multiple < 10; multiple++) {
        double value = multiple * Math.pow(10, power);
        if (getRange().contains(value)) {
          boolean labelled =
              (multiple == 1 && Math.floorMod(power, stride) == 0)
                  || (few && (multiple == 2 || multiple == 5));
          ticks.add(
              new NumberTick(
                  labelled ? TickType.MAJOR : TickType.MINOR,
                  value,
                  labelled ? text(multiple, power) : "",
                  anchor,
                  TextAnchor.CENTER,
                  0));
        }
      }
    }
    return ticks;
  }

  /** As in 0.002, 0.5, 1, 2000; beyond that as in 2e-5, 1e6. */
  static String text(int multiple, int power) {
    if (power < -4 || power > 5) {
      return multiple + "e" + power;
    }
    String zeros = "0".repeat(Math.abs(power));
    return power >= 0 ? multiple + zeros : "0." + zeros.substring(1) + multiple;
  }
}
