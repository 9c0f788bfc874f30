package dev.kakusan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.builtin.BuiltinSource;
import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import dev.kakusan.training.TrainingPlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HoldOutTest {

  private final DatasetSource source = new BuiltinSource();
  private final Dataset whole = source.open("builtin:digits", Split.TRAIN, 8);

  private static List<String> examples(Dataset data) {
    return IntStream.range(0, data.size())
        .mapToObj(
            i -> {
              double[] values = new double[data.descriptor().shape().size()];
              data.copy(i, values, 0);
              return data.label(i) + ":" + Arrays.toString(values);
            })
        .toList();
  }

  @Test
  void theTwoPartsAreTheWholeAndShareNothing() {
    Dataset learnt = HoldOut.part(whole, Split.TRAIN, 77);
    Dataset held = HoldOut.part(whole, Split.TEST, 77);
    assertThat(held.size()).isEqualTo(77);
    List<String> both = new ArrayList<>(examples(learnt));
    both.addAll(examples(held));
    assertThat(both).containsExactlyInAnyOrderElementsOf(examples(whole));
    assertThat(learnt.descriptor().classes()).isEqualTo(whole.descriptor().classes());
    assertThat(learnt.descriptor().sha256()).isNotEqualTo(whole.descriptor().sha256());
  }

  /** Sets are often sorted by class, and the end of such a set is no fair part of it. */
  @Test
  void whatIsHeldOutIsDrawnFromEverywhere() {
    Dataset held = HoldOut.part(whole, Split.TEST, 200);
    List<Integer> classes = IntStream.range(0, 200).mapToObj(held::label).distinct().toList();
    assertThat(classes).hasSize(10);
    assertThat(examples(HoldOut.part(whole, Split.TEST, 200))).isEqualTo(examples(held));
  }

  @Test
  void theLastExampleIsNotHeldOut() {
    int n = whole.size();
    assertThat(HoldOut.part(whole, Split.TRAIN, n - 1).size()).isEqualTo(1);
    assertThatThrownBy(() -> HoldOut.part(whole, Split.TRAIN, n))
        .isInstanceOf(InvalidInput.class)
        .hasMessageStartingWith("hold-out must be less than the ")
        .hasMessageContaining("builtin:digits");
  }

  @Test
  void aPlanOpensWhatItSays() {
    Map<String, String> values = Map.of("resize", "8", "hold-out", "50", "steps", "1");
    Settings settings = Settings.initial().overriddenBy(Settings.of(values, "test: "));
    TrainingPlan plan = new TrainingPlan(settings);
    assertThat(plan.data(source, Split.TEST).size()).isEqualTo(50);
    assertThat(plan.data(source, Split.TRAIN).size()).isEqualTo(whole.size() - 50);
    Settings negative = Settings.of(Map.of(Setting.HOLD_OUT.key(), "-1"), "test: ");
    assertThatThrownBy(() -> new TrainingPlan(settings.overriddenBy(negative)))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("hold-out must be 0 or more, got -1");
  }
}
