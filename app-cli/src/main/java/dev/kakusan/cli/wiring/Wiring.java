package dev.kakusan.cli.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.djl.DjlModule;
import dev.kakusan.storage.data.DataModule;
import dev.kakusan.storage.place.StoresModule;
import dev.kakusan.storage.run.RunsModule;
import dev.kakusan.storage.s3.S3Settings;
import jakarta.inject.Named;
import java.util.List;
import java.util.function.Consumer;

/** Every adapter, bound to its port. */
public final class Wiring extends AbstractModule {

  /**
   * One injector for the process; made only by commands that need it.
   *
   * @param notices gets a line where a store makes one wait
   */
  public static Injector injector(S3Settings s3, Consumer<String> notices) {
    return Guice.createInjector(
        new Wiring(),
        new DjlModule(),
        new ReferenceModule(),
        new StoresModule(s3, notices),
        new DataModule(),
        new RunsModule());
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
