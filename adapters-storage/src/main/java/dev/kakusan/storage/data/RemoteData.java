package dev.kakusan.storage.data;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.BlobEntry;
import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.place.Stores;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds what there is at a place in a store, and brings it here. */
final class RemoteData {

  private final Function<String, BlobStore> stores;
  private final Supplier<DataCache> making;
  private @Nullable DataCache made;

  /**
   * @param stores opens the store at a location
   * @param cache is asked for at the first fetch only, as its bound may be none
   */
  RemoteData(Function<String, BlobStore> stores, Supplier<DataCache> cache) {
    this.stores = stores;
    this.making = cache;
  }

  static RemoteData on(Stores stores) {
    return new RemoteData(
        location -> stores.open(location, "a data set"), () -> DataCache.usual(stores::tell));
  }

  /** All that lies below a place. */
  RemoteFiles folder(RemotePlace place) throws IOException {
    BlobStore store = stores.apply(place.text());
    return new RemoteFiles(place.text(), store, store.entries(""), "");
  }

  /** The one object that the place names, if there is one. */
  Optional<RemoteFiles> object(RemotePlace place) throws IOException {
    if (place.name().isEmpty()) {
      return Optional.empty();
    }
    BlobStore store = stores.apply(place.above());
    List<BlobEntry> found =
        store.exists(place.name())
            ? store.entries(place.name()).stream()
                .filter(entry -> entry.key().equals(place.name()))
                .toList()
            : List.of();
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new RemoteFiles(place.above(), store, found, place.name()));
  }

  /** The object that the table at {@code location} names as its test file. */
  RemoteFiles test(String location, String test) throws IOException {
    return object(RemotePlace.of(test))
        .orElseThrow(() -> new InvalidInput(location + ": no such test file: " + test));
  }

  /** A checked copy of all the files, which stays until it is closed. */
  Hold hold(RemoteFiles files) throws IOException {
    return cache().hold(files);
  }

  private synchronized DataCache cache() {
    DataCache cache = made == null ? making.get() : made;
    made = cache;
    return cache;
  }
}
