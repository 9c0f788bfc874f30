package dev.kakusan.storage.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Writes small images of noise. */
final class ImageFixture {

  private ImageFixture() {}

  static BufferedImage image(String name, int width, int height, int type) {
    BufferedImage image = new BufferedImage(width, height, type);
    int bands = image.getRaster().getNumBands();
    byte[] noise = IdxFixture.noise(name, width * height * bands);
    for (int i = 0; i < noise.length; i++) {
      int pixel = i / bands;
      image.getRaster().setSample(pixel % width, pixel / width, i % bands, noise[i] & 0xff);
    }
    return image;
  }

  static Path write(Path file, BufferedImage image) throws IOException {
    Files.createDirectories(file.getParent());
    String format = file.toString().endsWith("png") ? "png" : "jpg";
    if (!ImageIO.write(image, format, file.toFile())) {
      throw new IOException("no writer for " + file);
    }
    return file;
  }

  /** A grey PNG of 4 by 3 (width by height). */
  static Path grey(Path file) throws IOException {
    return write(file, image(file.toString(), 4, 3, BufferedImage.TYPE_BYTE_GRAY));
  }

  /** A PNG in colour of 4 by 3. */
  static Path colour(Path file) throws IOException {
    return write(file, image(file.toString(), 4, 3, BufferedImage.TYPE_3BYTE_BGR));
  }
}
