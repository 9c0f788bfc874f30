package dev.kakusan.storage.data;

import dev.kakusan.storage.BlobStore;
import dev.kakusan.storage.Content;
import dev.kakusan.storage.FaultyStore;
import dev.kakusan.storage.s3.S3Location;
import dev.kakusan.storage.s3.S3Server;
import dev.kakusan.storage.s3.S3Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A bucket of its own on a server in this process, with a cache for what is fetched from it. */
final class RemoteFixture implements AutoCloseable {

  final String bucket;
  final Path cache;

  /** The lines for the person who waits. */
  final List<String> notes = new CopyOnWriteArrayList<>();

  /** Objects that were read, in any order. */
  final List<String> reads = new CopyOnWriteArrayList<>();

  private final S3Stores stores;
  private volatile FaultyStore.Fault fault = (operation, key) -> {};
  private volatile UnaryOperator<BlobStore> change = store -> store;

  RemoteFixture(S3Server server, Path cache) {
    this.stores = S3Server.stores(server.url());
    this.bucket = "s3://" + server.newBucket();
    this.cache = cache;
  }

  /** Sources whose cache has a bound; each as of a new process. */
  DataSources sources(long bound) {
    DataCache made = new DataCache(cache, new CacheBound(bound), notes::add);
    return DataSources.all(new RemoteData(this::open, () -> made));
  }

  DataSources sources() {
    return sources(20_000_000_000L);
  }

  private BlobStore open(String location) {
    return new FaultyStore(
        change.apply(store(location)),
        (operation, key) -> {
          if (operation.equals("open")) {
            reads.add(key);
          }
          fault.before(operation, key);
        });
  }

  BlobStore store(String location) {
    return stores.open(S3Location.of(location));
  }

  void faults(FaultyStore.Fault next) {
    fault = next;
  }

  /** What every store is seen through from now on. */
  void through(UnaryOperator<BlobStore> next) {
    change = next;
  }

  /** Copies a folder of this machine's to a prefix of the bucket, and says where. */
  String upload(Path folder, String prefix) throws IOException {
    String location = bucket + "/" + prefix;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        put(prefix + "/" + folder.relativize(file), Files.readAllBytes(file));
      }
    }
    return location;
  }

  void put(String key, byte[] bytes) throws IOException {
    store(bucket).put(key, Content.of(bytes));
  }

  /** The files in the cache, but for the lists of checksums. */
  List<Path> cached() throws IOException {
    try (Stream<Path> files = Files.walk(cache)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.endsWith("checksums"))
          .sorted()
          .toList();
    }
  }

  @Override
  public void close() {
    stores.close();
  }
}
