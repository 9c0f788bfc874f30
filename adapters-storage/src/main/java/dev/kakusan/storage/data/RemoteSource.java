package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.data.Split;
import dev.kakusan.storage.place.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@link FileSource} reads, from a store: fetched once, then read from the copy. A failure of
 * the store is an {@link UncheckedIOException}.
 */
final class RemoteSource implements DatasetSource {

  private final RemoteData remote;
  private final FileSource files;

  RemoteSource(RemoteData remote, FileSource files) {
    this.remote = remote;
    this.files = files;
  }

  @Override
  public Dataset open(String text, Split split, int resize) {
    FileSource.requireSize(text, resize);
    RemotePlace place = RemotePlace.of(Location.place(text));
    Map<String, String> options = Location.options(text);
    try {
      RemoteFiles folder = remote.folder(place);
      // Where options are given an object is meant, and some tools put one beside a folder.
      Optional<RemoteFiles> object =
          options.isEmpty() && !folder.files().isEmpty() ? Optional.empty() : remote.object(place);
      if (object.isPresent()) {
        return table(text, place, object.get(), options, split, resize);
      }
      if (folder.files().isEmpty()) {
        throw new InvalidInput(place.text() + ": no such object or folder");
      }
      Location.refuse(text, options);
      try (Hold hold = remote.hold(folder.data())) {
        return hold.naming(path -> FileSource.folder(text, path, split, resize));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dataset table(
      String text,
      RemotePlace place,
      RemoteFiles object,
      Map<String, String> given,
      Split split,
      int resize)
      throws IOException {
    FileSource.requireTable(place.text(), place.name());
    Map<String, String> options = new LinkedHashMap<>(given);
    options.computeIfPresent("test", (key, test) -> beside(place, test));
    CsvOptions.of(text, options); // refuses before anything is fetched
    try (Hold hold = remote.hold(object)) {
      return hold.naming(path -> files.table(new Location(text, path, options), split, resize));
    }
  }

  private static String beside(RemotePlace place, String test) {
    boolean complete = Stores.isRemote(test) || test.startsWith("file:");
    return complete ? test : place.above() + "/" + test;
  }
}
