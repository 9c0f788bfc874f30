package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.Dataset;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.data.Split;
import dev.kakusan.data.builtin.BuiltinSource;
import dev.kakusan.storage.place.Stores;
import java.util.Map;
import java.util.TreeMap;

/** The one place where the schemes of data locations meet their sources. */
public final class DataSources implements DatasetSource {

  private static final String FILE = "file";

  private final Map<String, DatasetSource> byScheme;

  private DataSources(Map<String, DatasetSource> byScheme) {
    this.byScheme = new TreeMap<>(byScheme);
  }

  /** {@code builtin:NAME}, {@code s3://bucket/prefix}, {@code file:} URIs, and plain paths. */
  public static DataSources all(Stores stores) {
    return all(RemoteData.on(stores));
  }

  static DataSources all(RemoteData remote) {
    FileSource files = new FileSource(remote);
    return new DataSources(
        Map.of(
            BuiltinSource.SCHEME,
            new BuiltinSource(),
            FILE,
            files,
            "s3",
            new RemoteSource(remote, files)));
  }

  @Override
  public Dataset open(String location, Split split, int resize) {
    String scheme = Stores.scheme(location).orElse(FILE);
    DatasetSource source = byScheme.get(scheme);
    if (source == null) {
      throw new InvalidInput(
          String.format(
              "no data source for scheme '%s' in %s; known: %s, or a plain path",
              scheme, location, byScheme.keySet()));
    }
    return source.open(location, split, resize);
  }
}
