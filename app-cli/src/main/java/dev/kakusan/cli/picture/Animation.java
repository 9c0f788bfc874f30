package dev.kakusan.cli.picture;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An animation in the making: one frame at a time, so that only the newest is kept in memory. It
 * repeats for ever and rests on its last frame. Closed without {@link #finish()} it leaves nothing.
 */
public final class Animation implements AutoCloseable {

  /** Of a frame, in hundredths of a second. */
  static final int DELAY = 8;

  /** Of the last frame, in hundredths of a second. */
  static final int REST = 200;

  private final Path path;
  private final @Nullable Samples data;
  private final WrittenAside file;
  private final AnimatedGif gif;
  private @Nullable BufferedImage newest;

  Animation(Path path, @Nullable Samples data) {
    this.path = path;
    this.data = data;
    this.file = new WrittenAside(path);
    try {
      this.gif = new AnimatedGif(file.out());
    } catch (IOException e) {
      throw SampleFile.failed(path, e);
    }
  }

  /** Adds a frame; all frames have the same shape and number of examples. */
  public void frame(Samples samples) {
    BufferedImage picture = Picture.of(samples, data, Picture.FRAME);
    writeNewest(DELAY);
    newest = picture;
  }

  /** Ends the animation and moves it into place; it needs at least one frame. */
  public void finish() {
    if (newest == null) {
      throw new IllegalStateException("an animation needs at least one frame: " + path);
    }
    writeNewest(REST);
    try {
      gif.end();
      file.commit();
    } catch (IOException e) {
      throw SampleFile.failed(path, e);
    }
  }

  private void writeNewest(int hundredths) {
    if (newest != null) {
      try {
        gif.frame(newest, hundredths);
      } catch (IOException e) {
        throw SampleFile.failed(path, e);
      }
    }
  }

  @Override
  public void close() {
    try {
      try {
        gif.close();
      } finally {
        file.close();
      }
    } catch (IOException e) {
      throw SampleFile.failed(path, e);
    }
  }
}
