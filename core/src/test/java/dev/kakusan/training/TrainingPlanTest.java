package dev.kakusan.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.UNetSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrainingPlanTest {

  private static Settings with(String key, String value) {
    return Presets.named("images").overriddenBy(Settings.of(Map.of(key, value), "--"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timesteps     | 0        | timesteps must be in 1..1000000, got 0
          learning-rate | 0        | learning-rate must be above 0 and finite, got 0.0
          learning-rate | -1       | learning-rate must be above 0 and finite, got -1.0
          learning-rate | NaN      | learning-rate must be above 0 and finite, got NaN
          learning-rate | inf      | learning-rate must be above 0 and finite, got Infinity
          learning-rate | fast     | --learning-rate must be a number, got 'fast'
          batch-size    | 0        | batch-size must be in 1..1048576, got 0
          batch-size    | 1.5      | --batch-size must be a whole number, got '1.5'
          objective     | eps      | --objective must be one of two-sample, posterior-mean, x0, epsilon, v; got 'eps'
          schedule      | sigmoid  | schedule must be linear, cosine, or betas like 0.1,0.2,0.3; got 'sigmoid'
          schedule      | 0.1,2    | schedule: beta must lie in (0, 1), got 2.0 at t=2 of 2
          ema           | 1        | ema must lie in [0, 1), got 1.0
          clip-norm     | 0        | clip-norm must be above 0, got 0.0
          minutes       | -1       | minutes must be above 0, got -1.0
          steps         | 0        | steps must be at least 1, got 0
          epochs        | 0        | epochs must be above 0, got 0.0
          adam-beta2    | 1        | adam-beta2 must lie in [0, 1), got 1.0
          warmup-steps  | -1       | warmup-steps must be 0 or more, got -1
          log-every     | 0        | log-every must be 1 or more, got 0
          channels      | a,b      | --channels must be whole numbers N,N,..., got 'a,b'
          colour        | red      | --colour: no such setting
          """)
  void nonsenseIsRefusedWithValueAndBound(String key, String value, String message) {
    assertThatThrownBy(() -> new TrainingPlan(with(key, value)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(message);
  }

  @Test
  void theDefaultNetworkForImagesIsTheOneOfTheReadme() {
    TrainingPlan plan = new TrainingPlan(Presets.named("images"));
    UNetSpec network = (UNetSpec) plan.network(Shape.of(1, 28, 28));
    assertThat(network.size()).isEqualTo(686_769);
    assertThat(network.attention()).containsExactly(false, false, true);
  }

  @Test
  void attentionIsGivenByNameOrByLevel() {
    assertThat(unet("1,2").attention()).containsExactly(false, true, true);
    assertThat(unet("none").attention()).containsExactly(false, false, false);
    assertThatThrownBy(() -> unet("3"))
        .hasMessage("attention must be none, last, all, or levels in 0..2, got '3'");
  }

  private static UNetSpec unet(String attention) {
    return (UNetSpec) new TrainingPlan(with("attention", attention)).network(Shape.of(1, 28, 28));
  }

  @Test
  void oneLengthDrivesOutAnother() {
    Settings settings = with("steps", "7");
    assertThat(settings.has(Setting.MINUTES)).isFalse();
    assertThat(new TrainingPlan(settings).length(100)).isEqualTo(new Length.Steps(7));
    assertThatThrownBy(
            () ->
                new TrainingPlan(
                    Settings.initial()
                        .overriddenBy(Settings.of(Map.of("steps", "7", "epochs", "1"), "--"))))
        .hasMessageContaining("one of steps, epochs and minutes");
  }

  @Test
  void epochsBecomeStepsAndAListOfBetasSaysItsOwnLength() {
    assertThat(new TrainingPlan(with("epochs", "1.5")).length(128)).isEqualTo(new Length.Steps(6));
    TrainingPlan listed = new TrainingPlan(with("schedule", "0.1,0.2,0.3"));
    assertThat(listed.schedule().steps()).isEqualTo(3);
    assertThat(listed.settings().text(Setting.TIMESTEPS)).isEqualTo("3");
  }

  @Test
  void valuesHaveOneSpelling() {
    assertThat(with("learning-rate", "1e-3")).isEqualTo(with("learning-rate", "0.0010"));
    assertThat(with("channels", "32, 64,64")).isEqualTo(with("channels", "32,64,64"));
  }

  @Test
  void theRateWarmsUpAndFallsToAHundredth() {
    RatePlan rate = new RatePlan(0.5, RateSchedule.COSINE, 4);
    assertThat(rate.at(1, 0)).isCloseTo(0.1, within(1e-15));
    assertThat(rate.at(5, 0)).isCloseTo(0.5, within(1e-15));
    assertThat(rate.at(100, 0.5)).isCloseTo(0.5 * 0.505, within(1e-15));
    assertThat(rate.at(200, 1)).isCloseTo(0.005, within(1e-15));
    assertThat(new RatePlan(0.5, RateSchedule.CONSTANT, 0).at(9, 0.9)).isEqualTo(0.5);
  }

  @Test
  void theAverageIsNotHeldBackByItsBeginning() {
    Averaging averaging = new Averaging(0.999);
    assertThat(averaging.at(1)).isCloseTo(2.0 / 11, within(1e-15));
    assertThat(averaging.at(1_000_000)).isEqualTo(0.999);
  }
}
