package dev.kakusan.storage.place;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The folders that are Kakusan's own on this machine, as the XDG base directories name them. */
public final class OwnFolders {

  private OwnFolders() {}

  /** For what must not be lost. */
  public static Path state() {
    return folder("XDG_STATE_HOME", ".local/state");
  }

  /** For what can be fetched again. */
  public static Path cache() {
    return folder("XDG_CACHE_HOME", ".cache");
  }

  private static Path folder(String variable, String below) {
    @Nullable String given = System.getenv(variable);
    Path base =
        given == null || given.isBlank()
            ? Path.of(System.getProperty("user.home"), below)
            : Path.of(given);
    return base.resolve("kakusan");
  }
}
