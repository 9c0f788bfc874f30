package dev.kakusan.storage.run;

import com.google.inject.Exposed;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.kakusan.storage.place.Stores;

/** Exposes {@link Runs}, which hides the stores. */
public final class RunsModule extends PrivateModule {

  @Override
  protected void configure() {
    requireBinding(Stores.class);
  }

  @Provides
  @Exposed
  @Singleton
  Runs runs(Stores stores) {
    return new Runs(stores);
  }
}
