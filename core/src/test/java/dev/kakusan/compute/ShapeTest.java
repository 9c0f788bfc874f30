package dev.kakusan.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ShapeTest {

  @Test
  void itsSizeIsTheProductOfItsExtents() {
    assertThat(Shape.of(2, 3, 4).size()).isEqualTo(24);
    assertThat(Shape.of(7).size()).isEqualTo(7);
    assertThat(Shape.of().size()).isEqualTo(1);
    assertThat(Shape.of(2, 3, 4).rank()).isEqualTo(3);
    assertThat(Shape.of(2, 3, 4).dim(1)).isEqualTo(3);
  }

  @Test
  void aSizeBeyondAnArrayIsAnErrorNotANegativeNumber() {
    assertThatThrownBy(() -> Shape.of(1 << 16, 1 << 16).size())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void anExtentBelowOneIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> Shape.of(2, 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an extent must be at least 1, got 0 in [2, 0, 3]");
    assertThatThrownBy(() -> Shape.of(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anExampleBecomesABatchAndABatchAnExample() {
    assertThat(Shape.of(1, 28, 28).batchOf(64)).isEqualTo(Shape.of(64, 1, 28, 28));
    assertThat(Shape.of(64, 1, 28, 28).example()).isEqualTo(Shape.of(1, 28, 28));
    assertThat(Shape.of().batchOf(3)).isEqualTo(Shape.of(3));
    assertThat(Shape.of(64, 1, 28, 28).perExample()).isEqualTo(Shape.of(64, 1, 1, 1));
  }

  @Test
  void itTakesItselfAndOneNumberPerExampleAndNothingElse() {
    Shape shape = Shape.of(2, 3, 4);
    assertThat(shape.takes(Shape.of(2, 3, 4))).isTrue();
    assertThat(shape.takes(Shape.of(2, 1, 1))).isTrue();
    assertThat(shape.takes(Shape.of(1, 1, 1))).isFalse();
    assertThat(shape.takes(Shape.of(2, 3, 1))).isFalse();
    assertThat(shape.takes(Shape.of(2, 1))).isFalse();
    assertThat(shape.takes(Shape.of(2))).isFalse();
    assertThat(shape.takes(Shape.of())).isFalse();
    assertThat(Shape.of().takes(Shape.of())).isTrue();
    assertThat(Shape.of(2, 1, 1).takes(shape)).isFalse();
  }

  @Test
  void itIsAValue() {
    assertThat(Shape.of(2, 3)).isEqualTo(Shape.of(2, 3)).hasSameHashCodeAs(Shape.of(2, 3));
    assertThat(Shape.of(2, 3)).isNotEqualTo(Shape.of(3, 2)).isNotEqualTo(Shape.of(2, 3, 1));
    assertThat(Shape.of(64, 1, 28, 28)).hasToString("[64, 1, 28, 28]");
    int[] dims = {2, 3};
    Shape shape = Shape.of(dims);
    dims[0] = 9;
    shape.dims()[1] = 9;
    assertThat(shape).isEqualTo(Shape.of(2, 3));
  }
}
