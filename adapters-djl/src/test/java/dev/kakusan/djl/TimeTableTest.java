package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.engine.PtNDArray;
import dev.kakusan.compute.TimeFeatures;
import org.junit.jupiter.api.Test;

final class TimeTableTest {

  @Test
  void featuresAreThoseOfTheTimesHoweverLate() {
    try (DjlBackend backend = (DjlBackend) new DjlBackendProvider().open("cpu", 1);
        TimeTable table = new TimeTable(backend.compute(), 6)) {
      int before = backend.compute().living();
      for (int[] t : new int[][] {{1, 7, 7, 1000}, {1025}, {4000, 3}, {8000, 1024}}) {
        try (PtNDArray features = table.of(t)) {
          double[] expected = TimeFeatures.of(t, 6);
          double[] found = DjlCompute.download(features);
          assertThat(features.getShape().getShape()).containsExactly(t.length, 6);
          for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).isEqualTo((float) expected[i]);
          }
        }
      }
      assertThat(backend.compute().living()).isEqualTo(before);
    }
  }
}
