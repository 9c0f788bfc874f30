package dev.kakusan.cli.wiring;

import com.google.inject.Exposed;
import com.google.inject.PrivateModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.reference.ReferenceBackendProvider;
import jakarta.inject.Named;

/** Exposes core's own backend as {@code @Named("reference") BackendProvider}. */
final class ReferenceModule extends PrivateModule {

  @Override
  protected void configure() {}

  @Provides
  @Exposed
  @Singleton
  @Named("reference")
  BackendProvider reference() {
    return new ReferenceBackendProvider();
  }
}
