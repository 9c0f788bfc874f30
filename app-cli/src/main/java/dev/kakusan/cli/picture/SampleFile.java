package dev.kakusan.cli.picture;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file (or a folder) that samples are written to, in the form that its ending names. Whatever is
 * written appears whole or not at all. A failure while writing, such as a full disk, is an {@link
 * UncheckedIOException} that names the file.
 */
public final class SampleFile {

  private final Path path;
  private final SampleFormat format;

  private SampleFile(Path path, SampleFormat format) {
    this.path = path;
    this.format = format;
  }

  /**
   * The file at a location as a user gives it.
   *
   * @throws InvalidInput for an ending that is not known, or a location that is no file
   */
  public static SampleFile at(String location) {
    if (location.isBlank() || location.contains("://")) {
      throw new InvalidInput(
          "samples are written to a file or a folder, got '"
              + location
              + "'; known: a plain path, s3://bucket/name");
    }
    try {
      return at(location, Path.of(location));
    } catch (InvalidPathException e) {
      throw new InvalidInput("not a file name: " + location + " (" + e.getReason() + ")", e);
    }
  }

  /**
   * A file that is made at a path on its way to a location, whose ending counts.
   *
   * @throws InvalidInput for an ending that is not known
   */
  public static SampleFile at(String location, Path path) {
    return new SampleFile(path, SampleFormat.of(location));
  }

  public Path path() {
    return path;
  }

  public SampleFormat format() {
    return format;
  }

  /**
   * To be asked before the long work: can examples of this kind be written here?
   *
   * @throws InvalidInput where the shape has no such picture, or nothing can be written there
   */
  public void requireTakes(Shape example, int levels) {
    Samples one = new Samples(example, levels, new double[example.size()]);
    if (format == SampleFormat.PNG || format == SampleFormat.GIF) {
      Picture.requirePicture(one);
    }
    if (format == SampleFormat.FOLDER) {
      requireImages(one);
      NumberedPngs.requireOurs(path);
      WrittenAside.requireExisting(path, path.toAbsolutePath());
    } else {
      WrittenAside.requireTakes(path);
    }
  }

  /**
   * Writes samples; as a GIF they are its only frame.
   *
   * @param data stands beside points in the plane and sets the plot's limits; no use for images
   */
  public void write(Samples samples, @Nullable Samples data) {
    try {
      switch (format) {
        case PNG -> whole(Picture.png(samples, data));
        case NPY -> {
          try (WrittenAside file = new WrittenAside(path)) {
            Npy.write(samples, file.out());
            file.commit();
          }
        }
        case GIF -> animate(List.of(samples), data);
        case FOLDER -> {
          requireImages(samples);
          NumberedPngs.write(samples, path);
        }
      }
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  /** Writes the frames as an animation; see {@link #animation}. */
  public void animate(Iterable<Samples> frames, @Nullable Samples data) {
    try (Animation animation = animation(data)) {
      frames.forEach(animation::frame);
      animation.finish();
    }
  }

  /**
   * An animation that takes its frames one at a time, for a GIF only.
   *
   * @throws InvalidInput for another format
   */
  public Animation animation(@Nullable Samples data) {
    if (format != SampleFormat.GIF) {
      throw new InvalidInput("an animation is written to a .gif, got " + path);
    }
    return new Animation(path, data);
  }

  /**
   * Writes a process in time as one picture, a column for each moment; for a PNG only.
   *
   * @throws InvalidInput for another format
   */
  public void writeMoments(List<Samples> moments) {
    if (format != SampleFormat.PNG) {
      throw new InvalidInput("this picture is written to a .png, got " + path);
    }
    try {
      whole(Picture.pngOfMoments(moments));
    } catch (IOException e) {
      throw failed(path, e);
    }
  }

  private void whole(byte[] bytes) throws IOException {
    try (WrittenAside file = new WrittenAside(path)) {
      file.out().write(bytes);
      file.commit();
    }
  }

  private void requireImages(Samples samples) {
    if (!samples.areImages()) {
      throw new InvalidInput(
          "a folder of PNGs holds images [1, H, W] or [3, H, W], got examples of shape %s; .npy takes any shape"
              .formatted(samples.example()));
    }
  }

  static UncheckedIOException failed(Path path, IOException e) {
    String message = e.getMessage() == null ? e.toString() : e.getMessage();
    return new UncheckedIOException("could not write " + path + ": " + message, e);
  }
}
