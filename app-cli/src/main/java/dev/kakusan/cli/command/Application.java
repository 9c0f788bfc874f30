package dev.kakusan.cli.command;

import com.google.inject.Injector;
import dev.kakusan.cli.Version;
import dev.kakusan.cli.wiring.Backends;
import dev.kakusan.cli.wiring.Wiring;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.storage.run.Runs;
import java.util.Map;

/** What the commands work with; wired when the first of them asks. */
final class Application {

  private static final Injector INJECTOR = Wiring.injector();

  private Application() {}

  static Backends backends() {
    return INJECTOR.getInstance(Backends.class);
  }

  static DatasetSource data() {
    return INJECTOR.getInstance(DatasetSource.class);
  }

  static Runs runs() {
    return INJECTOR.getInstance(Runs.class);
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
