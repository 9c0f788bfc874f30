package dev.kakusan.storage.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.storage.place.Stores;
import dev.kakusan.storage.s3.S3Settings;
import dev.kakusan.study.StudyStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BlobStudyTest {

  private final MemoryBlobStore store = new MemoryBlobStore();
  private final StudyStore study = new BlobStudy(store, name -> new BlobRun(new MemoryBlobStore()));

  @Test
  void whatIsKeptComesBack() throws IOException {
    assertThat(study.isEmpty()).isTrue();
    assertThat(study.description()).isEmpty();
    assertThat(study.figures("x0-seed-0")).isEmpty();
    study.describe(Map.of("seeds", "3"));
    study.keepFigures("x0-seed-0", Map.of("bound", "-1.5", "term-times", "1,2"));
    study.keep("study.md", "page".getBytes(StandardCharsets.UTF_8));
    assertThat(study.isEmpty()).isFalse();
    assertThat(study.description()).hasValue(Map.of("seeds", "3"));
    assertThat(study.figures("x0-seed-0")).hasValue(Map.of("bound", "-1.5", "term-times", "1,2"));
    assertThat(store.list("")).containsExactly("study.md", "study.yaml", "x0-seed-0/figures.yaml");
  }

  @Test
  void aRunLiesBelowItsStudy(@TempDir Path folder) {
    String place = folder.resolve("F").toString();
    assertThat(
            new Runs(new Stores(S3Settings.standard(), note -> {}))
                .study(place)
                .run("v-seed-2")
                .location())
        .isEqualTo(place + "/v-seed-2");
    assertThat(
            new Runs(new Stores(S3Settings.standard(), note -> {}))
                .study(place + "/")
                .run("v-seed-2")
                .location())
        .isEqualTo(place + "/v-seed-2");
  }

  @Test
  void noPlaceForAStudy() {
    assertThatThrownBy(() -> new Runs(new Stores(S3Settings.standard(), note -> {})).study(" "))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("a study's location must name a folder, got ' '");
    assertThatThrownBy(
            () -> new Runs(new Stores(S3Settings.standard(), note -> {})).study("ftp://h/studies"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no store for scheme 'ftp'");
  }
}
