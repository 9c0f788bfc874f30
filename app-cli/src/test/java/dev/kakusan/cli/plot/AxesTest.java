package dev.kakusan.cli.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.ValueTick;
import org.jfree.chart.ui.RectangleEdge;
import org.junit.jupiter.api.Test;

final class AxesTest {

  @Test
  void powersOfTenAreWrittenAsPeopleWriteThem() {
    assertThat(DecadeAxis.text(1, 0)).isEqualTo("1");
    assertThat(DecadeAxis.text(2, 3)).isEqualTo("2000");
    assertThat(DecadeAxis.text(5, -1)).isEqualTo("0.5");
    assertThat(DecadeAxis.text(1, -4)).isEqualTo("0.0001");
    assertThat(DecadeAxis.text(1, -5)).isEqualTo("1e-5");
    assertThat(DecadeAxis.text(1, 6)).isEqualTo("1e6");
  }

  @Test
  void everyPowerHasALabelUntilTheyAreMany() {
    assertThat(labels(0.5, 2000)).containsExactly("1", "10", "100", "1000");
    assertThat(labels(0.3, 4)).containsExactly("0.5", "1", "2");
    assertThat(labels(1e-12, 2)).hasSizeBetween(5, 10).contains("1e-10", "1");
  }

  private static List<String> labels(double low, double high) {
    Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    return new DecadeAxis(new Ranges.Range(low, high, true))
        .refreshTicks(g, new AxisState(), new Rectangle2D.Double(), RectangleEdge.LEFT).stream()
            .map(ValueTick::getText)
            .filter(text -> !text.isEmpty())
            .toList();
  }

  @Test
  void aLinearAxisShowsTheBandsAndALogarithmicOneCutsThem() {
    Curve curve =
        Curve.around(
            "c", Curve.Style.LINE, new double[] {1, 2}, new double[] {1, 3}, new double[] {1, 5});
    Ranges linear = Ranges.of(plot(Axis.linear("y"), curve));
    assertThat(linear.y().low()).isBetween(-3.0, -2.0);
    assertThat(linear.y().high()).isBetween(8.0, 9.0);
    Ranges logarithmic = Ranges.of(plot(Axis.logarithmic("y"), curve));
    assertThat(logarithmic.y().low()).isBetween(0.5, 1.0);
    assertThat(logarithmic.y().inside(-2)).isEqualTo(logarithmic.y().low());
    assertThat(logarithmic.y().shows(0)).isFalse();
  }

  private static Plot plot(Axis y, Curve curve) {
    return new Plot("", List.of(), Axis.linear("x"), y, List.of(curve));
  }
}
