package dev.kakusan.data.builtin;

import dev.kakusan.data.DatasetContract;
import dev.kakusan.data.DatasetSource;
import org.junit.jupiter.api.Nested;

/** The contract, for each builtin data set. */
final class BuiltinContractTest {

  private interface Builtin extends DatasetContract {
    @Override
    default DatasetSource source() {
      return new BuiltinSource();
    }
  }

  @Nested
  final class Digits implements Builtin {
    @Override
    public String location() {
      return "builtin:digits";
    }
  }

  @Nested
  final class SwissRoll implements Builtin {
    @Override
    public String location() {
      return "builtin:swiss-roll";
    }
  }

  @Nested
  final class Moons implements Builtin {
    @Override
    public String location() {
      return "builtin:moons";
    }
  }

  @Nested
  final class Checkerboard implements Builtin {
    @Override
    public String location() {
      return "builtin:checkerboard";
    }
  }

  @Nested
  final class Gaussians implements Builtin {
    @Override
    public String location() {
      return "builtin:gaussians";
    }
  }
}
