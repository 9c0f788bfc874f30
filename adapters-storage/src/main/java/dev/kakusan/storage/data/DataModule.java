package dev.kakusan.storage.data;

import com.google.inject.Exposed;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.storage.place.Stores;

/** Binds the data port: every kind of location there is. */
public final class DataModule extends PrivateModule {

  @Override
  protected void configure() {
    requireBinding(Stores.class);
  }

  @Provides
  @Singleton
  @Exposed
  DatasetSource sources(Stores stores) {
    return DataSources.all(stores);
  }
}
