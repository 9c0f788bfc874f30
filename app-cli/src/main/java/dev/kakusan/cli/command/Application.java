package dev.kakusan.cli.command;

import com.google.inject.Injector;
import dev.kakusan.cli.Version;
import dev.kakusan.cli.wiring.Backends;
import dev.kakusan.cli.wiring.Wiring;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.storage.place.Stores;
import dev.kakusan.storage.run.Runs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the commands work with; wired when the first of them asks. */
final class Application {

  private static @Nullable Injector injector;

  private Application() {}

  private static synchronized Injector injector() {
    Injector made = injector;
    if (made == null) {
      made = Wiring.injector(StoreOptions.s3(), ConsoleProgress::tell);
      injector = made;
    }
    return made;
  }

  static Backends backends() {
    return injector().getInstance(Backends.class);
  }

  static DatasetSource data() {
    return injector().getInstance(DatasetSource.class);
  }

  static Stores stores() {
    return injector().getInstance(Stores.class);
  }

  static Runs runs() {
    return injector().getInstance(Runs.class);
  }

  /** What makes a checkpoint, for its manifest. */
  static Map<String, String> versions(BackendProvider provider) {
    return Map.of(
        "kakusan", Version.number(),
        "backend", provider.name(),
        "engine", provider.engine(),
        "java", Runtime.version().toString());
  }
}
