package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kakusan.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibtorchCheckTest {

  @TempDir private Path folder;

  private static LibtorchCheck check(String packaged, Map<String, String> environment) {
    return new LibtorchCheck("2.7.1", packaged, environment::get);
  }

  private LibtorchCheck at(String file, String content) throws IOException {
    Files.writeString(folder.resolve(file), content);
    return check("2.7.1-20250812", Map.of(LibtorchCheck.PATH, folder.resolve("lib").toString()));
  }

  @Test
  void whatThisBuildBringsBelongsTogether() {
    assertThat(LibtorchCheck.ofThisProcess().flavor()).isEmpty();
  }

  @Test
  void anotherVersionOnTheClassPathIsNamed() {
    assertThatThrownBy(() -> check("2.5.1-20241024", Map.of()).flavor())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("is PyTorch 2.5.1-20241024")
        .hasMessageContaining("wants PyTorch 2.7.1");
  }

  @Test
  void noLibtorchAtAllIsNamed() {
    assertThatThrownBy(() -> new LibtorchCheck("2.7.1", null, name -> null).flavor())
        .isInstanceOf(InvalidInput.class)
        .hasMessageContaining("no libtorch of known version");
  }

  @Test
  void anotherVersionOfPipIsNamedWithItsPlace() throws IOException {
    LibtorchCheck check = at("version.py", "cuda: str = '13.0'\n__version__ = '2.13.0+cu130'\n");
    assertThatThrownBy(check::flavor)
        .isInstanceOf(InvalidInput.class)
        .hasMessage(
            "PYTORCH_LIBRARY_PATH=%s is PyTorch 2.13.0+cu130; DJL's native part wants PyTorch 2.7.1",
            folder.resolve("lib"));
  }

  @Test
  void theFlavorOfPipsIsFound() throws IOException {
    assertThat(at("version.py", "__version__ = '2.7.1+cu128'\n").flavor()).contains("cu128");
  }

  @Test
  void theFlavorOfADownloadedOneIsFound() throws IOException {
    assertThat(at("build-version", "2.7.1+cpu\n").flavor()).contains("cpu");
  }

  @Test
  void oneThatDoesNotSayItsVersionIsTakenAtTheUsersWord() throws IOException {
    Map<String, String> path = Map.of(LibtorchCheck.PATH, folder.resolve("lib").toString());
    assertThatThrownBy(() -> check("2.7.1", path).flavor())
        .hasMessageContaining("set PYTORCH_VERSION if it is");
    Map<String, String> said =
        Map.of(LibtorchCheck.PATH, folder.resolve("lib").toString(), "PYTORCH_VERSION", "2.7.1");
    assertThat(check("2.7.1", said).flavor()).isEmpty();
  }
}
