package dev.kakusan.storage.s3;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

final class S3KeepsTheSdkTest {

  private static final ArchRule RULE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.kakusan.storage.s3")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("software.amazon..", "org.apache.hc..")
          .because("the rest knows the storage port only");

  @Test
  void nothingElseKnowsIt() {
    RULE.check(
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.kakusan.storage"));
  }

  @Test
  void theRuleBites() {
    var offenders = new ClassFileImporter().importPackages("dev.kakusan.storage.offenders");
    assertThatThrownBy(() -> RULE.check(offenders)).hasMessageContaining("KnowsTheSdk");
  }
}
