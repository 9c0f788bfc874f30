package dev.kakusan.storage.run;

import com.google.inject.Exposed;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

/** Exposes {@link Runs}, which hides the stores. */
public final class RunsModule extends PrivateModule {

  @Override
  protected void configure() {}

  @Provides
  @Exposed
  @Singleton
  Runs runs() {
    return new Runs();
  }
}
