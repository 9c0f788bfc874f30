package dev.kakusan.storage.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kakusan.InvalidInput;
import dev.kakusan.data.Split;
import org.assertj.core.api.AbstractStringAssert;

/** Opens what must be refused, and hands over the message. */
final class Refusal {

  private Refusal() {}

  static AbstractStringAssert<?> of(String location) {
    return of(location, 0);
  }

  static AbstractStringAssert<?> of(String location, int resize) {
    Throwable thrown = catchThrowable(() -> Sources.all().open(location, Split.TRAIN, resize));
    assertThat(thrown).isInstanceOf(InvalidInput.class);
    return assertThat(thrown.getMessage()).hasLineCount(1);
  }
}
