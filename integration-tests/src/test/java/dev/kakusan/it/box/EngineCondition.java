package dev.kakusan.it.box;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a suite when no container engine answers, and leaves word of it for the end of the build.
 */
final class EngineCondition implements ExecutionCondition {

  /** The POM prints it in the last phase. */
  private static final Path WORD = Path.of("target", "skipped-suites.txt");

  private static final ContainerEngine ENGINE = ContainerEngine.configured(System.getenv());
  private static final boolean ANSWERS = ENGINE.answers();
  private static final Set<String> SKIPPED = new TreeSet<>();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (ANSWERS) {
      return ConditionEvaluationResult.enabled("a container engine answers at " + ENGINE);
    }
    leaveWord(context.getRequiredTestClass().getSimpleName());
    return ConditionEvaluationResult.disabled("no container engine answers at " + ENGINE);
  }

  private static void leaveWord(String suite) {
    synchronized (SKIPPED) {
      SKIPPED.add(suite);
      try {
        Files.writeString(WORD, word(SKIPPED, ENGINE));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static String word(Set<String> skipped, ContainerEngine engine) {
    return """
        SKIPPED, for no container engine answers at %s:
          %s
        To run them, start Docker, or name another engine in DOCKER_HOST, and repeat; for these alone:
          mvn verify -pl integration-tests -am -Dit.test='*ContainerIT'
        """
        .formatted(engine, String.join(", ", skipped));
  }
}
