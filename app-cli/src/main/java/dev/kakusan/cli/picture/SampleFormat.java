package dev.kakusan.cli.picture;

import dev.kakusan.InvalidInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** In what form samples are written; the ending of the file's name decides. */
public enum SampleFormat {
  /** One picture: a grid of images, or a scatter plot. */
  PNG,
  /** A NumPy array. */
  NPY,
  /** An animation, each frame a picture. */
  GIF,
  /** A folder with one PNG for each image: 00000.png, 00001.png, … */
  FOLDER;

  /** The endings, for help and errors. */
  public static final String KNOWN =
      ".png (a grid), .npy (an array), .gif (an animation), no ending or a final / (a folder of PNGs)";

  /**
   * The format of a location: by its ending, in upper or lower case; a folder where it has none,
   * ends with a slash, or exists as a folder.
   *
   * @throws InvalidInput for any other ending; the message has those known
   */
  static SampleFormat of(String location) {
    Path path = Path.of(location);
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    int dot = name.lastIndexOf('.');
    if (location.endsWith("/") || dot <= 0) {
      return FOLDER;
    }
    return switch (name.substring(dot).toLowerCase(Locale.ROOT)) {
      case ".png" -> PNG;
      case ".npy" -> NPY;
      case ".gif" -> GIF;
      default -> {
        if (Files.isDirectory(path)) {
          yield FOLDER;
        }
        throw new InvalidInput(
            "unknown ending '%s' in %s; known: %s".formatted(name.substring(dot), location, KNOWN));
      }
    };
  }
}
