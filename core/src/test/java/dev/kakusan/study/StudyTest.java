package dev.kakusan.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StudyTest {

  @Test
  void runsDifferInObjectiveAndSeedAlone() {
    List<StudyRun> runs = Studies.of(List.of("x0", "v"), 2, Map.of("seed", "7")).runs();
    assertThat(runs.stream().map(StudyRun::name))
        .containsExactly("x0-seed-7", "v-seed-7", "x0-seed-8", "v-seed-8");
    Map<String, String> first = runs.get(0).plan().settings().toMap();
    Map<String, String> last = runs.get(3).plan().settings().toMap();
    first.putAll(Map.of("objective", "v", "seed", "8"));
    assertThat(last).isEqualTo(first);
  }

  @Test
  void aVariantChangesWhatItNamesAndNothingElse() {
    Variants variants =
        Variants.parse(List.of("optimizer=adamw", "hidden=8,8  weighting=min-snr:5 steps=4"));
    Study study = Studies.of(variants, 2, Map.of("objective", "x0"));
    List<StudyRun> runs = study.runs();
    assertThat(runs.stream().map(StudyRun::name))
        .containsExactly(
            "optimizer=adamw-seed-0",
            "hidden=8,8_weighting=min-snr-5_steps=4-seed-0",
            "optimizer=adamw-seed-1",
            "hidden=8,8_weighting=min-snr-5_steps=4-seed-1");
    Map<String, String> first = runs.get(0).plan().settings().toMap();
    Map<String, String> last = runs.get(3).plan().settings().toMap();
    first.putAll(Map.of("hidden", "8,8", "weighting", "min-snr:5", "steps", "4", "seed", "1"));
    assertThat(last).isEqualTo(first).containsEntry("objective", "x0");
    assertThat(Variants.stored(study.toMap())).contains(variants);
    assertThat(study.toMap())
        .containsEntry("objective", "x0")
        .containsEntry("variants", "optimizer=adamw | hidden=8,8 weighting=min-snr:5 steps=4");
    study.requireContinues(study.toMap(), "F");
  }

  @Test
  void whatIsNoVariantIsRefused() {
    refused(() -> Variants.parse(List.of("optimizer")), "'optimizer': give KEY=VALUE");
    refused(() -> Variants.parse(List.of("")), "variant '': give KEY=VALUE");
    refused(() -> Variants.parse(List.of("rate=1")), "rate: no such setting", "learning-rate");
    refused(() -> Variants.parse(List.of("steps=a")), "variant 'steps=a': steps", "got 'a'");
    refused(() -> Variants.parse(List.of("ema=0 ema=1")), "ema is given twice");
    for (String one : List.of("seed=1", "data=builtin:moons", "minutes=1", "threads=2")) {
      refused(() -> Variants.parse(List.of(one)), "is one for all runs of a study", "hidden");
    }
    refused(() -> Variants.parse(List.of("ema=0", "ema=0")), "variants: each once");
    refused(() -> Variants.parse(List.of("hidden=1" + ",1".repeat(120))), "at most 200 characters");
  }

  @Test
  void aStudyFromBeforeASettingGoesOn() {
    Study study = Studies.of(List.of("v"), 1, Map.of());
    Map<String, String> old = study.toMap();
    old.remove("muon-factor");
    study.requireContinues(old, "F");
    Study other = Studies.of(List.of("v"), 1, Map.of("muon-factor", "3"));
    assertThatThrownBy(() -> other.requireContinues(old, "F"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("muon-factor was 2, now 3");
  }

  @Test
  void whatCannotBeStudiedIsRefused() {
    refused(() -> Studies.of(List.of("x0", "score"), 1, Map.of()), "got 'score'", "epsilon, v");
    refused(() -> Studies.of(List.of(), 1, Map.of()), "give at least one of");
    refused(() -> Studies.of(List.of("v", "v"), 1, Map.of()), "each once, got v,v");
    refused(() -> Studies.of(List.of("v"), 0, Map.of()), "seeds must be at least 1, got 0");
    refused(() -> Studies.of(List.of("v"), 1, Map.of("steps", "0")), "steps must be at least 1");
    refused(() -> Studies.of(List.of("v"), 1, Map.of("minutes", "1")), "got minutes");
    Study study = Studies.of(List.of("v"), 1, Map.of());
    refused(() -> new Study(study.variants(), 1, study.base(), 0, 2), "limit", "got 0");
    refused(() -> new Study(study.variants(), 1, study.base(), 1, 1), "draws", "least 2, got 1");
  }

  private static void refused(Runnable making, String... words) {
    assertThatThrownBy(making::run).isInstanceOf(InvalidInput.class).hasMessageContainingAll(words);
  }

  @Test
  void anotherStudyIsRefusedNamingWhatDiffers() {
    Study study = Studies.of(List.of("x0", "v"), 2, Map.of());
    Study other = Studies.of(List.of("v"), 2, Map.of("hidden", "8", "log-every", "1"));
    assertThatThrownBy(() -> other.requireContinues(study.toMap(), "F"))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("F holds another study")
        .hasMessageContaining("objectives was x0,v, now v")
        .hasMessageContaining("hidden was 4, now 8")
        .hasMessageNotContaining("log-every");
    study.requireContinues(study.toMap(), "F");
    assertThat(Study.settings(study.toMap()))
        .doesNotContainKeys("objectives", "seeds", "limit", "draws", "objective")
        .containsEntry("hidden", "4");
  }
}
