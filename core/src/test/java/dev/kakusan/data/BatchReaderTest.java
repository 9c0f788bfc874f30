package dev.kakusan.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kakusan.compute.Shape;
import dev.kakusan.random.RandomKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BatchReaderTest {

  private static Dataset numbers(int n) {
    float[] values = new float[n];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      values[i] = i;
      labels[i] = -1;
    }
    return InMemoryDataset.of("numbers", Split.TRAIN, Shape.of(1), 0, 0, values, labels);
  }

  @Test
  void everyEpochMeetsEveryExampleOnceInAnOrderOfItsOwn() {
    BatchReader reader = new BatchReader(numbers(10), 4, RandomKey.root(1));
    List<Double> seen = new ArrayList<>();
    for (long step = 1; step <= 5; step++) {
      Arrays.stream(reader.batch(step)).forEach(seen::add);
    }
    List<Double> first = seen.subList(0, 10);
    List<Double> second = seen.subList(10, 20);
    assertThat(first).doesNotHaveDuplicates();
    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
  }

  @Test
  void aStepKnowsItsExamplesWhateverWasReadBefore() {
    BatchReader ahead = new BatchReader(numbers(10), 4, RandomKey.root(1));
    ahead.batch(9);
    BatchReader fresh = new BatchReader(numbers(10), 4, RandomKey.root(1));
    assertThat(fresh.batch(3)).isEqualTo(ahead.batch(3));
  }

  @Test
  void aBatchMayBeLargerThanTheData() {
    assertThat(new BatchReader(numbers(3), 7, RandomKey.root(1)).batch(2)).hasSize(7);
  }
}
