package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/** Every operation of {@link Tensor} on hand-worked numbers, and the shapes it refuses. */
public interface TensorContract extends BackendContract {

  private Tensor a() {
    return tensor(Shape.of(2, 3), 1, -2, 3, 0.5, 4, -1);
  }

  private Tensor b() {
    return tensor(Shape.of(2, 3), 2, 4, -1, 0.25, -8, 5);
  }

  private Tensor perExample() {
    return compute().perExample(new double[] {2, -4}, Shape.of(2, 3));
  }

  @Test
  default void arithmeticOfOneShapeGoesElementByElement() {
    assertNumbers(() -> a().plus(b()), 3, 2, 2, 0.75, -4, 4);
    assertNumbers(() -> a().minus(b()), -1, -6, 4, 0.25, 12, -6);
    assertNumbers(() -> a().times(b()), 2, -8, -3, 0.125, -32, -5);
    assertNumbers(() -> a().dividedBy(b()), 0.5, -0.5, -3, 2, -0.5, -0.2);
  }

  @Test
  default void oneNumberPerExampleIsSpreadOverItFromTheRight() {
    assertNumbers(() -> a().plus(perExample()), 3, 0, 5, -3.5, 0, -5);
    assertNumbers(() -> a().minus(perExample()), -1, -4, 1, 4.5, 8, 3);
    assertNumbers(() -> a().times(perExample()), 2, -4, 6, -2, -16, 4);
    assertNumbers(() -> a().dividedBy(perExample()), 0.5, -1, 1.5, -0.125, -1, 0.25);
  }

  @Test
  default void oneNumberPerExampleIsSpreadOverItFromTheLeft() {
    assertNumbers(() -> perExample().plus(a()), 3, 0, 5, -3.5, 0, -5);
    assertNumbers(() -> perExample().minus(a()), 1, 4, -1, -4.5, -8, -3);
    assertNumbers(() -> perExample().times(a()), 2, -4, 6, -2, -16, 4);
    assertNumbers(() -> perExample().dividedBy(a()), 2, -1, 2.0 / 3, -8, -1, 4);
    assertThat(perExample().times(a()).shape()).isEqualTo(Shape.of(2, 3));
  }

  @Test
  default void imagesTakeOneNumberForEachOfThem() {
    Shape images = Shape.of(2, 1, 2, 2);
    assertNumbers(
        () ->
            tensor(images, 1, 2, 3, 4, 5, 6, 7, 8)
                .times(compute().perExample(new double[] {10, 100}, images)),
        10,
        20,
        30,
        40,
        500,
        600,
        700,
        800);
  }

  @Test
  default void otherBroadcastsAreRefusedNamingBothShapes() {
    Map<String, BinaryOperator<Tensor>> operations =
        Map.of(
            "plus", Tensor::plus,
            "minus", Tensor::minus,
            "times", Tensor::times,
            "dividedBy", Tensor::dividedBy,
            "logNormalMass", Tensor::logNormalMass);
    List<List<Shape>> pairs =
        List.of(
            List.of(Shape.of(2, 3), Shape.of(3, 2)),
            List.of(Shape.of(2, 3), Shape.of(1, 3)),
            List.of(Shape.of(2, 3), Shape.of(1, 1)),
            List.of(Shape.of(2, 3), Shape.of(3)),
            List.of(Shape.of(2, 3), Shape.of(2)),
            List.of(Shape.of(2, 3), Shape.of()),
            List.of(Shape.of(2), Shape.of(1)),
            List.of(Shape.of(2, 2, 3), Shape.of(2, 1, 3)));
    operations.forEach(
        (name, operation) -> {
          for (List<Shape> pair : pairs) {
            assertRefused(name, operation, pair.get(0), pair.get(1));
            assertRefused(name, operation, pair.get(1), pair.get(0));
          }
        });
    assertRefused("logNormalMass", Tensor::logNormalMass, Shape.of(2, 3), Shape.of(2, 1));
  }

  private void assertRefused(
      String name, BinaryOperator<Tensor> operation, Shape left, Shape right) {
    assertThatThrownBy(
            () ->
                operation.apply(
                    tensor(left, new double[left.size()]), tensor(right, new double[right.size()])))
        .as("%s of %s and %s", name, left, right)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(left.toString())
        .hasMessageContaining(right.toString());
  }

  @Test
  default void numbersAreAddedAndMultipliedEverywhere() {
    assertNumbers(() -> a().plus(0.5), 1.5, -1.5, 3.5, 1, 4.5, -0.5);
    assertNumbers(() -> a().times(-2), -2, 4, -6, -1, -8, 2);
  }

  @Test
  default void functionsGoElementByElement() {
    assertNumbers(() -> a().square(), 1, 4, 9, 0.25, 16, 1);
    assertNumbers(
        () -> tensor(Shape.of(3), 0, 1, -1).exp(), 1, 2.718281828459045, 0.36787944117144233);
    assertNumbers(
        () -> tensor(Shape.of(3), 1, 2, 0.25).log(), 0, 0.6931471805599453, -1.3862943611198906);
    assertNumbers(
        () -> tensor(Shape.of(3), 0, 1, -0.5).tanh(), 0, 0.7615941559557649, -0.46211715726000974);
    assertNumbers(() -> a().clamp(-1, 2), 1, -1, 2, 0.5, 2, -1);
  }

  @Test
  default void sumsAndMeansPerExampleRunOverAllButTheFirstAxis() {
    assertNumbers(() -> a().sumPerExample(), 2, 3.5);
    assertNumbers(() -> a().meanPerExample(), 2.0 / 3, 3.5 / 3);
    assertNumbers(() -> a().mean(), 5.5 / 6);
    assertThat(a().sumPerExample().shape()).isEqualTo(Shape.of(2));
    assertThat(a().meanPerExample().shape()).isEqualTo(Shape.of(2));
    assertThat(a().mean().shape()).isEqualTo(Shape.of());

    Shape images = Shape.of(2, 2, 1, 2);
    assertNumbers(() -> tensor(images, 1, 2, 3, 4, 5, 6, 7, 8).sumPerExample(), 10, 26);
    assertNumbers(() -> tensor(images, 1, 2, 3, 4, 5, 6, 7, 8).meanPerExample(), 2.5, 6.5);
    assertNumbers(() -> tensor(images, 1, 2, 3, 4, 5, 6, 7, 8).mean(), 4.5);
  }

  @Test
  default void oneNumberIsItsOwnSumAndMean() {
    assertNumbers(() -> tensor(Shape.of(3), 4, 5, 6).sumPerExample(), 4, 5, 6);
    assertNumbers(() -> tensor(Shape.of(3), 4, 5, 6).meanPerExample(), 4, 5, 6);
    assertNumbers(() -> tensor(Shape.of(), 7).mean(), 7);
  }

  @Test
  default void channelsSplitIntoEqualPartsInTheirOrder() {
    Tensor images =
        tensor(
            Shape.of(2, 4, 1, 2), //
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8, //
            11,
            12,
            13,
            14,
            15,
            16,
            17,
            18);
    List<Tensor> halves = images.splitChannels(2);
    assertThat(halves).hasSize(2);
    assertThat(halves.get(0).shape()).isEqualTo(Shape.of(2, 2, 1, 2));
    assertThat(halves.get(0).toDoubles()).containsExactly(1, 2, 3, 4, 11, 12, 13, 14);
    assertThat(halves.get(1).toDoubles()).containsExactly(5, 6, 7, 8, 15, 16, 17, 18);
    assertThat(images.splitChannels(4).get(2).toDoubles()).containsExactly(5, 6, 15, 16);
    assertThat(images.splitChannels(1).get(0).toDoubles()).isEqualTo(images.toDoubles());
    assertThat(a().splitChannels(3).get(1).toDoubles()).containsExactly(-2, 4);
  }

  @Test
  default void anOperationLeavesItsOperandsAsTheyWere() {
    Tensor a = a();
    Tensor b = b();
    double[] before = a.toDoubles();
    a.plus(b).square().exp();
    a.clamp(0, 1);
    a.splitChannels(3).get(0).times(100);
    assertThat(a.toDoubles()).isEqualTo(before);
    assertThat(a.detach().toDoubles()).isEqualTo(before);
  }

  @Test
  default void numbersAreCopiedInAndOut() {
    double[] values = {1, 2};
    Tensor tensor = compute().tensor(values, Shape.of(2));
    values[0] = 9;
    tensor.toDoubles()[1] = 9;
    assertThat(tensor.toDoubles()).containsExactly(1, 2);
  }

  @Test
  default void numbersAreRoundedToThePrecision() {
    double third = 1.0 / 3;
    assertThat(tensor(Shape.of(), third).toDoubles()).containsExactly(rounded(third));
    assertThat(tensor(Shape.of(2, 1), third, -1e30).toDoubles())
        .containsExactly(rounded(third), rounded(-1e30));
  }

  @Test
  default void oneNumberPerExampleHasTheShapeThatSpreads() {
    Tensor tensor = compute().perExample(new double[] {1, 2}, Shape.of(2, 3, 4));
    assertThat(tensor.shape()).isEqualTo(Shape.of(2, 1, 1));
    assertThat(tensor.toDoubles()).containsExactly(1, 2);
  }
}
