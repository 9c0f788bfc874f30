package dev.kakusan.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.s3.S3Settings.Checksums;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class S3SettingsTest {

  private static S3Settings settings(
      @Nullable String endpoint, @Nullable String region, Duration time, int attempts) {
    return new S3Settings(endpoint, region, null, Checksums.WHEN_REQUIRED, time, time, attempts);
  }

  @Test
  void theStandardSuitsMost() {
    S3Settings standard = S3Settings.standard();
    assertThat(standard.checksums()).hasToString("when-required");
    assertThat(standard.timeout()).hasSeconds(30);
    assertThat(standard.attempts()).isEqualTo(8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:9000", "ftp://host", "http://", "http:host", "http://a b"})
  void anEndpointThatIsNoUrlIsRefused(String endpoint) {
    assertThatThrownBy(() -> settings(endpoint, null, Duration.ofSeconds(1), 1))
        .isInstanceOf(InvalidInput.class)
        .hasMessage("--s3-endpoint must be http://host:port or https://host, got '%s'", endpoint);
  }

  @Test
  void timesAndAttemptsMustBePositive() {
    assertThatThrownBy(() -> settings(null, null, Duration.ZERO, 1))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("must be above 0, got PT0S");
    assertThatThrownBy(() -> settings(null, null, Duration.ofSeconds(1), 0))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("at least 1 attempt at S3, got 0");
    assertThatThrownBy(() -> settings(null, "eu central", Duration.ofSeconds(1), 1))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("'eu central'");
  }
}
