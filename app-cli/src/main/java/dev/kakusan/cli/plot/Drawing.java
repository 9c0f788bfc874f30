package dev.kakusan.cli.plot;

import dev.kakusan.InvalidInput;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;

/** A plot as the bytes of a picture. Text needs fonts, which a bare machine may lack. */
final class Drawing {

  private static final int WIDTH = 900;
  private static final int HEIGHT = 580;
  private static final int SCALE = 2;
  private static final String SVG = "http://www.w3.org/2000/svg";

  private Drawing() {}

  static byte[] png(Plot plot) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BufferedImage image =
        new BufferedImage(WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.scale(SCALE, SCALE);
    draw(plot, g);
    g.dispose();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static byte[] svg(Plot plot) {
    SVGGraphics2D g = new SVGGraphics2D(emptyDocument());
    g.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
    draw(plot, g);
    StringWriter out = new StringWriter();
    try {
      g.stream(out, true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // A reader might fetch the DTD that Batik names, and SVG 2 has none.
    String text = out.toString().replaceFirst("<!DOCTYPE[^>]*>", "");
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void draw(Plot plot, Graphics2D g) {
    try {
      JFreeChart chart = Charts.of(plot);
      chart.draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
    } catch (NoClassDefFoundError | ExceptionInInitializerError | InternalError e) {
      // What the JDK throws where it finds no font configuration, or not the library that reads it.
      throw new InvalidInput(
          "a plot has text, and this machine has no fonts for Java; with Debian: apt-get install"
              + " fontconfig fonts-dejavu-core",
          e);
    }
  }

  private static Document emptyDocument() {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(SVG, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this Java has no XML", e);
    }
  }
}
