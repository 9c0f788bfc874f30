package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A path with options: {@code PATH?key=value&key=value}, or the same behind {@code file:}.
 *
 * @param text as the user gave it
 * @param path of the file, or of the copy of it that was fetched
 * @param options in the order given
 */
record Location(String text, Path path, Map<String, String> options) {

  static Location of(String text) {
    return new Location(text, path(text, place(text)), options(text));
  }

  /** What stands before the options. */
  static String place(String text) {
    int mark = text.indexOf('?');
    return mark < 0 ? text : text.substring(0, mark);
  }

  static Map<String, String> options(String text) {
    int mark = text.indexOf('?');
    Map<String, String> options = new LinkedHashMap<>();
    if (mark >= 0) {
      for (String option : text.substring(mark + 1).split("&", -1)) {
        int equals = option.indexOf('=');
        if (equals < 1) {
          throw new InvalidInput(
              String.format("%s: an option must read key=value, got '%s'", text, option));
        }
        String key = option.substring(0, equals);
        if (options.put(key, option.substring(equals + 1)) != null) {
          throw new InvalidInput(text + ": option '" + key + "' is given twice");
        }
      }
    }
    return options;
  }

  /** Refuses any option: folders take none. */
  void takesNoOptions() {
    refuse(text, options);
  }

  static void refuse(String text, Map<String, String> options) {
    if (!options.isEmpty()) {
      throw new InvalidInput(
          String.format(
              "%s: a folder takes no options, got '%s'", text, options.keySet().iterator().next()));
    }
  }

  private static Path path(String text, String path) {
    if (path.isEmpty() || path.equals("file:")) {
      throw new InvalidInput("a data location must name a file or a folder, got '" + text + "'");
    }
    try {
      if (!path.startsWith("file:")) {
        return Path.of(path);
      }
      URI uri = URI.create(path);
      return uri.isOpaque() ? Path.of(path.substring("file:".length())) : Path.of(uri);
    } catch (InvalidPathException e) {
      throw new InvalidInput(text + ": no valid path: " + e.getReason(), e);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(text + ": no valid file URI: " + e.getMessage(), e);
    }
  }
}
