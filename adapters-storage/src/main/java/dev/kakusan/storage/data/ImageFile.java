package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;

/**
 * A PNG or JPEG image, its header read.
 *
 * @param grey true where it is stored as grey, or as a palette of greys
 */
record ImageFile(Path path, int width, int height, boolean grey) {

  private static final int MOST_PIXELS = 4096;

  /** What is done with an opened reader. */
  @FunctionalInterface
  private interface Use<T> {
    T with(ImageReader reader) throws IOException;
  }

  static ImageFile open(Path path) {
    return reading(
        path,
        reader -> {
          int width = reader.getWidth(0);
          int height = reader.getHeight(0);
          if (width > MOST_PIXELS || height > MOST_PIXELS) {
            throw new InvalidInput(
                String.format(
                    "%s: %dx%d pixels; at most %d each way", path, width, height, MOST_PIXELS));
          }
          Iterator<ImageTypeSpecifier> types = reader.getImageTypes(0);
          return new ImageFile(
              path, width, height, types.hasNext() && grey(types.next().getColorModel()));
        });
  }

  private static boolean grey(ColorModel model) {
    if (model instanceof IndexColorModel palette) {
      for (int i = 0; i < palette.getMapSize(); i++) {
        if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
          return false;
        }
      }
      return true;
    }
    return model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /**
   * Decodes the pixels into [channels, height, width], 0..255; deeper ones keep their upper 8 bits.
   * What is transparent is laid on white.
   *
   * @param channels 1, for a grey image alone, or 3
   */
  double[] pixels(int channels) {
    BufferedImage image =
        reading(
            path,
            reader -> {
              reader.addIIOReadWarningListener(
                  (source, warning) -> {
                    throw new IllegalStateException(warning);
                  });
              return reader.read(0);
            });
    double[] pixels = new double[channels * height * width];
    boolean plain = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int argb = plain ? greyAt(image, x, y) : image.getRGB(x, y);
        int alpha = argb >>> 24;
        for (int c = 0; c < channels; c++) {
          int v = (argb >> (16 - 8 * c)) & 0xff;
          int onWhite = (v * alpha + 255 * (255 - alpha) + 127) / 255;
          pixels[(c * height + y) * width + x] = onWhite;
        }
      }
    }
    return pixels;
  }

  /** As stored: {@code getRGB} would take grey for linear light and change its value. */
  private static int greyAt(BufferedImage image, int x, int y) {
    Raster raster = image.getRaster();
    int shift = image.getColorModel().getComponentSize(0) - 8;
    int v = raster.getSample(x, y, 0) >> shift;
    int alpha = raster.getNumBands() > 1 ? raster.getSample(x, y, 1) >> shift : 255;
    return alpha << 24 | v << 16 | v << 8 | v;
  }

  private static <T> T reading(Path path, Use<T> use) {
    try (ImageInputStream in = ImageIO.createImageInputStream(path.toFile())) {
      if (in == null) {
        throw new InvalidInput(path + ": cannot be read");
      }
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new InvalidInput(path + ": does not decode as an image");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return use.with(reader);
      } finally {
        reader.dispose();
      }
    } catch (InvalidInput e) {
      throw e;
    } catch (IOException | RuntimeException e) { // decoders throw all kinds at damaged files
      throw new InvalidInput(
          path + ": does not decode as an image (" + Unreadable.shown(e.getMessage(), 60) + ")", e);
    }
  }
}
