package dev.kakusan.djl;

import dev.kakusan.InvalidInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares the libtorch that would be loaded with the one that DJL's native part was built for,
 * before either is: any other brings the JVM down at its first call.
 */
final class LibtorchCheck {

  static final String PATH = "PYTORCH_LIBRARY_PATH";
  static final String FLAVOR = "PYTORCH_FLAVOR";
  static final String VERSION = "PYTORCH_VERSION";

  private static final Pattern PYTHON_VERSION =
      Pattern.compile(
          "^__version__\\s*(?::\\s*str\\s*)?=\\s*['\"]([^'\"]+)['\"]", Pattern.MULTILINE);

  private final String wanted;
  private final @Nullable String packaged;
  private final UnaryOperator<@Nullable String> environment;

  /**
   * @param wanted the version that the native part of DJL was built for
   * @param packaged the version on the class path, if there is one
   * @param environment the value of a variable, or null
   */
  LibtorchCheck(
      String wanted, @Nullable String packaged, UnaryOperator<@Nullable String> environment) {
    this.wanted = wanted;
    this.packaged = packaged;
    this.environment = environment;
  }

  /** Of this process: as DJL reads them, an environment variable or else a system property. */
  static LibtorchCheck ofThisProcess() {
    String jni = property("jnilib/pytorch.properties", "jni_version");
    if (jni == null) {
      throw new InvalidInput("no pytorch-jni on the class path");
    }
    return new LibtorchCheck(
        release(jni),
        property("native/lib/pytorch.properties", "version"),
        name -> Optional.ofNullable(System.getenv(name)).orElse(System.getProperty(name)));
  }

  /**
   * Refuses a libtorch that does not belong to DJL's native part.
   *
   * @return the flavor of the one found through {@code PYTORCH_LIBRARY_PATH}: {@code cpu}, {@code
   *     cu128}
   * @throws InvalidInput naming both versions and the place
   */
  Optional<String> flavor() {
    String path = environment.apply(PATH);
    if (path == null) {
      require(packaged, "pytorch-native on the class path");
      return Optional.empty();
    }
    String found = versionAt(Path.of(path)).orElseGet(() -> environment.apply(VERSION));
    require(found, PATH + "=" + path);
    int plus = found == null ? -1 : found.indexOf('+');
    return plus < 0 ? Optional.empty() : Optional.of(found.substring(plus + 1));
  }

  private void require(@Nullable String found, String place) {
    if (found == null) {
      throw new InvalidInput(
          place
              + ": no libtorch of known version there; DJL's native part wants PyTorch "
              + wanted
              + " (set "
              + VERSION
              + " if it is)");
    }
    if (!release(found).equals(wanted)) {
      throw new InvalidInput(
          place + " is PyTorch " + found + "; DJL's native part wants PyTorch " + wanted);
    }
  }

  /** As a pip package says it in version.py, or a downloaded libtorch in build-version. */
  private static Optional<String> versionAt(Path lib) {
    Path root = lib.toAbsolutePath().normalize().getParent();
    if (root == null) {
      return Optional.empty();
    }
    try {
      Path python = root.resolve("version.py");
      if (Files.isRegularFile(python)) {
        Matcher version = PYTHON_VERSION.matcher(Files.readString(python));
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
      }
      Path build = root.resolve("build-version");
      return Files.isRegularFile(build)
          ? Optional.of(Files.readString(build).trim())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 2.7.1 of 2.7.1-0.36.0, 2.7.1-20250812 and 2.7.1+cu128. */
  private static String release(String version) {
    return version.split("[-+]", 2)[0];
  }

  private static @Nullable String property(String resource, String key) {
    try (InputStream in = LibtorchCheck.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        return null;
      }
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
