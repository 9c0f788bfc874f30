package dev.kakusan.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The directions of dependency inside core, each shown to bite on a class that breaks it. */
class CoreDirectionsTest {

  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.kakusan");

  private static final JavaClasses OFFENDERS =
      new ClassFileImporter().importPackages("dev.kakusan.architecture.offenders");

  private static ArchRule knowsNothingOfTheUseCases(String below) {
    return noClasses()
        .that()
        .resideInAPackage("dev.kakusan.." + below + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.kakusan..training..", "dev.kakusan..sampling..", "dev.kakusan..objective..");
  }

  private static final ArchRule NOBODY_NAMES_THE_REFERENCE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.kakusan..compute.reference..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kakusan..compute.reference..")
          .because("a backend is chosen where the program is wired, not in core");

  private static final ArchRule NOBODY_KNOWS_THE_CLAIMS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.kakusan..verify..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.kakusan..verify..")
          .because("what is verified must not lean on what verifies it");

  @ParameterizedTest
  @ValueSource(strings = {"compute", "random", "data"})
  void whatLiesBelowKnowsNothingOfTheUseCases(String below) {
    knowsNothingOfTheUseCases(below).check(CORE);
  }

  @Test
  void thatRuleBites() {
    Map.of(
            "compute", "TensorThatTrains",
            "random", "KeyThatKnowsTheLoss",
            "data", "DatasetThatTrains")
        .forEach(
            (below, offender) ->
                assertThatThrownBy(() -> knowsNothingOfTheUseCases(below).check(OFFENDERS))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining(offender));
    assertThatThrownBy(() -> knowsNothingOfTheUseCases("compute").check(OFFENDERS))
        .hasMessageContaining("TensorThatSamples");
  }

  @Test
  void nobodyInCoreNamesTheReferenceBackend() {
    NOBODY_NAMES_THE_REFERENCE.check(CORE);
  }

  @Test
  void thatRuleBitesToo() {
    assertThatThrownBy(() -> NOBODY_NAMES_THE_REFERENCE.check(OFFENDERS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SamplerThatNamesABackend");
  }

  @Test
  void nobodyInCoreKnowsTheClaims() {
    NOBODY_KNOWS_THE_CLAIMS.check(CORE);
  }

  @Test
  void thatRuleBitesAsWell() {
    assertThatThrownBy(() -> NOBODY_KNOWS_THE_CLAIMS.check(OFFENDERS))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("LossThatVerifies");
  }

  /** A rule about a package that is gone, or renamed, could never fail. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "compute",
        "compute.reference",
        "random",
        "data",
        "training",
        "sampling",
        "objective",
        "verify"
      })
  void thePackagesOfTheRulesExist(String name) {
    assertThat(CORE.stream().map(JavaClass::getPackageName)).contains("dev.kakusan." + name);
  }
}
