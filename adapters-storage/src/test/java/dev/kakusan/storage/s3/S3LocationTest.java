package dev.kakusan.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class S3LocationTest {

  @ParameterizedTest
  @CsvSource({
    "s3://data, data, ''",
    "s3://data/, data, ''",
    "s3://data/runs, data, runs",
    "s3://data/runs/a b//, data, runs/a b",
    "s3://my.data-1/x, my.data-1, x"
  })
  void isABucketAndAPrefix(String text, String bucket, String prefix) {
    assertThat(S3Location.of(text)).isEqualTo(new S3Location(text, bucket, prefix));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:",
        "s3:/data/x",
        "http://data/x",
        "data/x",
        "s3://",
        "s3:///runs",
        "s3://ab/x",
        "s3://Data/x",
        "s3://da_ta/x",
        "s3://-data/x",
        "s3://data-/x",
        "s3://da..ta/x",
        "s3://10.0.0.1/x",
        "s3://data:9000/x",
        "s3://data//x",
        "s3://data/../x",
        "s3://data/a\\b",
        "s3://data/a\nb"
      })
  void whatIsNoneIsRefusedByName(String text) {
    assertThatThrownBy(() -> S3Location.of(text))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining(text);
  }

  @Test
  void aNameOfABucketHasItsLength() {
    assertThat(S3Location.of("s3://" + "a".repeat(63)).bucket()).hasSize(63);
    assertThatThrownBy(() -> S3Location.of("s3://" + "a".repeat(64)))
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("3 to 63");
  }
}
