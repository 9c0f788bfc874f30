package dev.kakusan.storage.data;

import dev.kakusan.storage.place.Stores;
import dev.kakusan.storage.s3.S3Settings;

/** Every source of data there is, for tests that reach no store. */
final class Sources {

  private Sources() {}

  static DataSources all() {
    return DataSources.all(new Stores(S3Settings.standard(), line -> {}));
  }
}
