package dev.kakusan.storage.run;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Run;
import dev.kakusan.storage.file.FileBlobStore;
import dev.kakusan.study.StudyStore;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the run or the study at a location; the location's scheme chooses the store. */
public final class Runs {

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

  /**
   * The run at a plain path or a {@code file:} URI, whether it was begun or not.
   *
   * @throws InvalidInput for a location that is no folder's, or an unknown scheme, listing those
   *     known
   */
  public Run open(String location) {
    return new BlobRun(store(location, "a run"));
  }

  /**
   * The study at a location such as {@link #open} takes, whether it was begun or not; its runs lie
   * below it.
   *
   * @throws InvalidInput as {@link #open} does
   */
  public StudyStore study(String location) {
    BlobStore store = store(location, "a study");
    String above = location.replaceFirst("/+$", "");
    return new BlobStudy(store, name -> open(above + "/" + name));
  }

  private static BlobStore store(String location, String what) {
    if (location.isBlank()) {
      throw new InvalidInput(what + "'s location must name a folder, got '" + location + "'");
    }
    Matcher scheme = SCHEME.matcher(location);
    try {
      if (!scheme.matches()) {
        return new FileBlobStore(Path.of(location));
      }
      if (scheme.group(1).equals("file")) {
        return new FileBlobStore(Path.of(URI.create(location)));
      }
    } catch (InvalidPathException e) {
      throw new InvalidInput(location + " is no path: " + e.getReason(), e);
    } catch (InvalidInput e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          location + " is no file location, wanted file:///folder: " + e.getMessage(), e);
    }
    throw new InvalidInput(
        "no store for scheme '" + scheme.group(1) + "' in " + location + "; known: file");
  }
}
