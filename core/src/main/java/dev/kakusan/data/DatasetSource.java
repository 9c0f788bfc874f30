package dev.kakusan.data;

/** The data port: opens what a location names. */
@FunctionalInterface
public interface DatasetSource {

  /**
   * One split of the data at {@code location}; a source that has no test split of its own gives a
   * seeded tenth of its examples, the same on every machine.
   *
   * @param location a folder, a file with {@code ?key=value&…}, both also {@code
   *     s3://bucket/prefix}, or {@code builtin:NAME}
   * @param resize the height and width to bring images to, or 0 to leave them; odd sizes are
   *     refused elsewhere, never changed silently
   * @throws dev.kakusan.InvalidInput where it is missing, broken, or of no known kind: naming file,
   *     place, value and bound
   * @throws java.io.UncheckedIOException where it is elsewhere and could not be fetched
   */
  Dataset open(String location, Split split, int resize);
}
