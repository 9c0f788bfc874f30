package dev.kakusan.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PixelScalingTest {

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16, 17, 256, 65_536})
  void everyLevelComesBackAndTheEndsAreMinusOneAndOne(int levels) {
    PixelScaling scaling = new PixelScaling(levels);
    assertThat(scaling.toModel(0)).isEqualTo(-1);
    assertThat(scaling.toModel(levels - 1)).isEqualTo(1);
    for (int k = 0; k < levels; k++) {
      assertThat(scaling.toData(scaling.toModel(k))).isEqualTo(k);
    }
  }

  @Test
  void neighbouringLevelsLieOneBinApart() {
    PixelScaling scaling = new PixelScaling(17);
    assertThat(scaling.binWidth()).isEqualTo(0.125);
    assertThat(scaling.toModel(9) - scaling.toModel(8)).isEqualTo(0.125);
  }

  @Test
  void whatLiesBeyondTheEndsIsClampedAndWhatLiesBetweenIsRounded() {
    PixelScaling scaling = new PixelScaling(3);
    assertThat(scaling.toData(-1.7)).isEqualTo(0);
    assertThat(scaling.toData(9)).isEqualTo(2);
    assertThat(scaling.toData(0.49)).isEqualTo(1);
    assertThat(scaling.toData(0.51)).isEqualTo(2);
  }

  @Test
  void continuousDataPassThrough() {
    PixelScaling scaling = new PixelScaling(0);
    assertThat(scaling.toModel(3.25)).isEqualTo(3.25);
    assertThat(scaling.toData(-3.25)).isEqualTo(-3.25);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void aSetOfOneLevelOrFewerIsRefused(int levels) {
    assertThatThrownBy(() -> new DatasetDescriptor("here", Split.TRAIN, Shape.of(2), levels, 0, ""))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("levels must be 0 (continuous) or at least 2, got " + levels);
  }
}
