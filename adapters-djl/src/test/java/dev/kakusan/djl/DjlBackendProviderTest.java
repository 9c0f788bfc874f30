package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.name.Names;
import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.Tensor;
import org.junit.jupiter.api.Test;

final class DjlBackendProviderTest {

  private final BackendProvider provider = new DjlBackendProvider();

  @Test
  void theEngineIsNamedWithBothVersions() {
    assertThat(provider.engine()).isEqualTo("PyTorch 2.7.1 through DJL 0.36.0");
  }

  @Test
  void theFirstDeviceIsTheCpu() {
    assertThat(provider.devices()).startsWith("cpu");
  }

  @Test
  void anUnknownDeviceIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> provider.open("gpu:99", 1))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("'gpu:99'")
        .hasMessageContaining(provider.devices().toString());
  }

  @Test
  void threadsBelowZeroAreRefused() {
    assertThatThrownBy(() -> provider.open("cpu", -1))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("-1");
  }

  @Test
  void theModuleExposesTheProviderAlone() {
    var injector = Guice.createInjector(new DjlModule());
    assertThat(injector.getInstance(Key.get(BackendProvider.class, Names.named("djl"))).name())
        .isEqualTo("djl");
  }

  @Test
  void aTensorOfAnotherBackendIsRefused() {
    try (Backend one = provider.open("cpu", 1);
        Backend two = provider.open("cpu", 1)) {
      Tensor a = one.compute().tensor(new double[] {1}, Shape.of(1));
      Tensor b = two.compute().tensor(new double[] {1}, Shape.of(1));
      assertThatThrownBy(() -> a.plus(b))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another backend");
    }
  }
}
