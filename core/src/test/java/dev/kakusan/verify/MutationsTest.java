package dev.kakusan.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code verify} bites: with any of the {@link Mutations} in the real source, some claim fails. The
 * whole suite runs on each mutant, in its order, up to the first failure.
 */
final class MutationsTest {

  @TempDir Path folder;

  static List<Mutation> mutations() {
    return Mutations.all();
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void aBrokenFormulaFailsAClaim(Mutation mutation) throws Exception {
    List<String> failing = failing(mutation.file(), mutation.source());
    assertThat(failing).as("claims that fail with %s", mutation).isNotEmpty();
  }

  /** Otherwise the others could fail for reasons of the machinery. */
  @Test
  void theSourceAsItStandsFailsNone() throws Exception {
    Mutation nothing =
        new Mutation("", "process/ForwardProcess.java", "package dev", "package dev");
    assertThat(failing(nothing.file(), nothing.source())).isEmpty();
  }

  private List<String> failing(String file, String source) throws Exception {
    try (Mutant mutant = Mutant.of(file, source, folder)) {
      Supplier<?> suite =
          (Supplier<?>)
              mutant
                  .loadClass(FailingClaims.class.getName())
                  .getDeclaredConstructor()
                  .newInstance();
      assertThat(suite.getClass()).isNotEqualTo(FailingClaims.class);
      return ((List<?>) suite.get()).stream().map(String::valueOf).toList();
    }
  }
}
