package dev.kakusan.storage.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.Guice;
import dev.kakusan.data.DatasetSource;
import dev.kakusan.data.Split;
import dev.kakusan.storage.place.StoresModule;
import dev.kakusan.storage.s3.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DataSourcesTest {

  @TempDir Path folder = Path.of("");

  @Test
  void theModuleGivesOneSourceOfAllSchemes() throws IOException {
    var injector =
        Guice.createInjector(
            binder -> {
              binder.disableCircularProxies();
              binder.requireExplicitBindings();
              binder.requireExactBindingAnnotations();
              binder.install(new StoresModule(S3Settings.standard(), line -> {}));
              binder.install(new DataModule());
            });
    DatasetSource source = injector.getInstance(DatasetSource.class);
    assertThat(injector.getInstance(DatasetSource.class)).isSameAs(source);
    assertThat(source.open("builtin:moons", Split.TEST, 0).size()).isEqualTo(2_000);
    IdxFixture.folder(folder, 10, true);
    assertThat(source.open(folder.toUri().toString(), Split.TRAIN, 0).size()).isEqualTo(10);
    assertThat(source.open("file:" + folder, Split.TRAIN, 0).size()).isEqualTo(10);
    assertThat(source.open(folder + "/", Split.TRAIN, 0).size()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "hdfs", "buildin"})
  void anUnknownSchemeListsTheKnown(String scheme) {
    Refusal.of(scheme + "://host/mnist")
        .isEqualTo(
            String.format(
                "no data source for scheme '%s' in %s://host/mnist;"
                    + " known: [builtin, file, s3], or a plain path",
                scheme, scheme));
  }

  @Test
  void anUnknownBuiltinListsTheKnown() {
    Refusal.of("builtin:cats").startsWith("no builtin data set 'cats'; known: [digits,");
  }

  @Test
  void aMissingFolder() {
    Path missing = folder.resolve("nowhere");
    Refusal.of(missing.toString()).isEqualTo(missing + ": no such file or folder");
  }

  @Test
  void anEmptyFolderSaysWhatWasExpected() throws IOException {
    Files.writeString(folder.resolve("README.md"), "no data");
    Refusal.of(folder.toString())
        .startsWith(folder + ": no data in this folder; expected train-images-idx3-ubyte[.gz]")
        .contains(".png, .jpg or .jpeg");
  }

  @Test
  void aFolderTakesNoOptions() {
    Refusal.of(folder + "?levels=256")
        .isEqualTo(folder + "?levels=256: a folder takes no options, got 'levels'");
  }

  @Test
  void noLocationAndNoPath() {
    Refusal.of("").isEqualTo("a data location must name a file or a folder, got ''");
    Refusal.of("file:").isEqualTo("a data location must name a file or a folder, got 'file:'");
    Refusal.of("a\0b").contains("no valid path");
    Refusal.of("file://host/mnist").contains("no valid file URI");
    Refusal.of("file:/a b").contains("no valid file URI");
  }

  @Test
  void aSizeBeyondBounds() {
    Refusal.of(folder.toString(), -1)
        .isEqualTo(folder + ": resize must lie in 1..4096 or be 0, got -1");
    Refusal.of(folder.toString(), 4097)
        .isEqualTo(folder + ": resize must lie in 1..4096 or be 0, got 4097");
  }
}
