package dev.kakusan.storage.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.observe.ProgressEvent.Metrics;
import dev.kakusan.storage.MemoryBlobStore;
import dev.kakusan.storage.place.Stores;
import dev.kakusan.storage.s3.S3Settings;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BlobRunTest {

  private final MemoryBlobStore store = new MemoryBlobStore();

  private static Metrics line(long step) {
    return new Metrics(step, 0.5 / step, 1.25, 1e-3, 640);
  }

  @Test
  void metricsAreKeptAndRewound() throws IOException {
    BlobRun first = new BlobRun(store);
    first.rewindMetrics(0);
    for (long step = 10; step <= 50; step += 10) {
      first.addMetrics(line(step));
    }
    first.flushMetrics();
    BlobRun second = new BlobRun(store);
    second.rewindMetrics(30);
    second.addMetrics(line(40));
    second.flushMetrics();
    assertThat(new BlobRun(store).metrics())
        .containsExactly(line(10), line(20), line(30), line(40));
  }

  @Test
  void aRunThatWasNeverBegunHasNoPlan() throws IOException {
    BlobRun run = new BlobRun(store);
    assertThat(run.plan()).isEmpty();
    run.savePlan(Map.of("seed", "3"));
    assertThat(run.plan()).contains(Map.of("seed", "3"));
  }

  @Test
  void anOlderPlansThreads0AreTheBackendsChoice() throws IOException {
    BlobRun run = new BlobRun(store);
    run.savePlan(Map.of("seed", "3", "threads", "0"));
    assertThat(run.plan()).contains(Map.of("seed", "3"));
    run.savePlan(Map.of("threads", "2"));
    assertThat(run.plan()).contains(Map.of("threads", "2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ftp://h/runs        | no store for scheme 'ftp' in ftp://h/runs; known: file
          gs://bucket/run     | no store for scheme 'gs' in gs://bucket/run; known: file
          file://host/x       | file://host/x is no file location
          ' '                 | a run's location must name a folder, got ' '
          """)
  void aLocationThatCannotBeIsRefused(String location, String message) {
    assertThatThrownBy(() -> new Runs(new Stores(S3Settings.standard(), note -> {})).open(location))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }
}
