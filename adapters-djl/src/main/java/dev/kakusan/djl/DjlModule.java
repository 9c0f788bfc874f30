package dev.kakusan.djl;

import com.google.inject.Exposed;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.kakusan.compute.BackendProvider;
import jakarta.inject.Named;

/** Exposes the one backend of this module as {@code @Named("djl") BackendProvider}. */
public final class DjlModule extends PrivateModule {

  @Override
  protected void configure() {}

  @Provides
  @Exposed
  @Singleton
  @Named("djl")
  BackendProvider djl() {
    return new DjlBackendProvider();
  }
}
