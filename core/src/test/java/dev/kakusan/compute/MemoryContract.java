package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The lives of tensors, as far as the port can tell: what is freed refuses to be used. */
public interface MemoryContract extends BackendContract {

  private Tensor scalar(double number) {
    return tensor(Shape.of(1, 1), number);
  }

  private void assertFreed(Tensor tensor) {
    assertThatThrownBy(tensor::toDoubles).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> tensor.plus(1)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> scalar(1).times(tensor)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  default void tidyFreesAllButItsResult() {
    Tensor outer = scalar(2);
    List<Tensor> made = new ArrayList<>();
    Tensor result =
        compute()
            .tidy(
                () -> {
                  made.add(scalar(3));
                  made.add(made.get(0).times(outer));
                  made.addAll(tensor(Shape.of(1, 2), 5, 6).splitChannels(2));
                  return made.get(1).plus(made.get(2));
                });
    assertThat(result.toDoubles()).containsExactly(11);
    assertThat(outer.toDoubles()).containsExactly(2);
    made.forEach(this::assertFreed);
  }

  @Test
  default void theResultOfTidyLivesInTheEnclosingScope() {
    List<Tensor> made = new ArrayList<>();
    double[] numbers =
        compute()
            .tidied(
                () -> {
                  made.add(compute().tidy(() -> scalar(4).square()));
                  return made.get(0).plus(1).toDoubles();
                });
    assertThat(numbers).containsExactly(17);
    made.forEach(this::assertFreed);
  }

  @Test
  default void tidyMayReturnATensorOfAnEnclosingScope() {
    Tensor outer = scalar(2);
    assertThat(compute().tidy(() -> outer).toDoubles()).containsExactly(2);
    assertThat(outer.plus(1).toDoubles()).containsExactly(3);
  }

  @Test
  default void tidiedFreesEverythingEvenWhatItReturns() {
    assertFreed(compute().tidied(() -> scalar(1).plus(1)));
  }

  @Test
  default void aBodyThatThrowsFreesWhatItMadeAndTheScopeAroundItGoesOn() {
    List<Tensor> made = new ArrayList<>();
    Tensor outer = scalar(2);
    assertThatThrownBy(
            () ->
                compute()
                    .tidy(
                        () -> {
                          made.add(scalar(3));
                          throw new ArithmeticException("the body's own");
                        }))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("the body's own");
    made.forEach(this::assertFreed);
    assertThat(outer.plus(scalar(1)).toDoubles()).containsExactly(3);
  }

  @Test
  default void foldMeetsItsTimesInTheirOrder() {
    Tensor start = scalar(0);
    Tensor result =
        compute().fold(start, new int[] {3, 1, 2}, (state, t) -> state.times(10).plus(scalar(t)));
    assertThat(result.toDoubles()).containsExactly(312);
    assertThat(start.toDoubles()).containsExactly(0);
  }

  @Test
  default void foldOverNothingIsItsStart() {
    Tensor start = scalar(6);
    assertThat(compute().fold(start, new int[0], (state, t) -> state.plus(t)).toDoubles())
        .containsExactly(6);
  }

  @Test
  default void foldMayKeepItsState() {
    Tensor start = scalar(6);
    int[] times = {5, 4, 3, 2, 1};
    assertThat(compute().fold(start, times, (state, t) -> state).toDoubles()).containsExactly(6);
    Tensor odd = compute().fold(start, times, (state, t) -> t % 2 == 0 ? state : state.plus(t));
    assertThat(odd.toDoubles()).containsExactly(15);
    assertThat(start.toDoubles()).containsExactly(6);
  }

  @Test
  default void aFoldOfAThousandStepsKeepsOneStateAlive() {
    Tensor start = scalar(0);
    List<Tensor> states = new ArrayList<>();
    List<Tensor> intermediates = new ArrayList<>();
    int[] times = IntStream.rangeClosed(1, 1000).toArray();
    Tensor result =
        compute()
            .fold(
                start,
                times,
                (state, t) -> {
                  if (states.size() > 1) {
                    assertFreed(states.get(states.size() - 1));
                    assertFreed(intermediates.get(intermediates.size() - 1));
                  }
                  Tensor intermediate = state.times(1);
                  states.add(state);
                  intermediates.add(intermediate);
                  return intermediate.plus(scalar(t));
                });
    // 1000 · 1001 / 2, a whole number that single precision holds exactly.
    assertThat(result.toDoubles()).containsExactly(500_500);
    assertThat(states.get(0)).isSameAs(start);
    states.stream().skip(1).forEach(this::assertFreed);
    intermediates.forEach(this::assertFreed);
    assertThatCode(start::toDoubles).doesNotThrowAnyException();
  }

  @Test
  default void theResultOfAFoldLivesInTheEnclosingScope() {
    List<Tensor> made = new ArrayList<>();
    compute()
        .tidied(
            () -> {
              made.add(compute().fold(scalar(0), new int[] {1, 2}, (state, t) -> state.plus(t)));
              return made.get(0).toDoubles();
            });
    made.forEach(this::assertFreed);
  }

  @Test
  default void anUpdateFreesWhatItsLossesMade() {
    MlpSpec spec = new MlpSpec(Shape.of(2), List.of(3), 2, 1);
    List<Tensor> made = new ArrayList<>();
    try (TrainableDenoiser network = drawnNetwork(spec, OptimizerSpec.DEFAULT, 1)) {
      Tensor x = gaussians(Shape.of(4, 2), "x");
      StepReport report =
          network.update(
              new StepSettings(1, 0.1, 0.9),
              n -> {
                made.add(n.predict(x, new int[] {1, 2, 3, 4}));
                made.add(made.get(0).square().sumPerExample());
                return made.get(1);
              });
      assertThat(report.read().loss()).isPositive();
      made.forEach(this::assertFreed);
      assertThat(x.toDoubles()).hasSize(8);
    }
  }
}
