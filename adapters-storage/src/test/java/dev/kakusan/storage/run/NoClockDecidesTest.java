package dev.kakusan.storage.run;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * A clock may jump while a run trains: nothing in training, its leases and its checkpoints asks for
 * the time of day, but only for the time that has passed. {@link LeaseOwner} writes it for people.
 */
final class NoClockDecidesTest {

  private static final ArchRule RULE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(LeaseOwner.class.getName())
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Clock.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Date")
          .because("clocks jump");

  @Test
  void trainingAsksForNoTimeOfDay() {
    RULE.check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.kakusan.training", "dev.kakusan.storage.run"));
  }

  @Test
  void theRuleBites() {
    var offenders = new ClassFileImporter().importPackages("dev.kakusan.storage.offenders");
    assertThatThrownBy(() -> RULE.check(offenders)).hasMessageContaining("LooksAtTheClock");
  }
}
