package dev.kakusan.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.djl.DjlModule;
import dev.kakusan.storage.data.DataModule;
import dev.kakusan.storage.run.RunsModule;
import jakarta.inject.Named;
import java.util.List;

/** Every adapter, bound to its port. */
public final class Wiring extends AbstractModule {

  /** One injector for the process; made only by commands that need it. */
  public static Injector injector() {
    return Guice.createInjector(
        new Wiring(), new DjlModule(), new ReferenceModule(), new DataModule(), new RunsModule());
  }

  @Override
  protected void configure() {
    binder().disableCircularProxies();
    binder().requireExplicitBindings();
    binder().requireExactBindingAnnotations();
  }

  @Provides
  @Singleton
  Backends backends(
      @Named("djl") BackendProvider djl, @Named("reference") BackendProvider reference) {
    return new Backends(List.of(djl, reference));
  }
}
