package dev.kakusan.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.Muon;
import dev.kakusan.compute.Opening;
import dev.kakusan.compute.OptimizerSpec;
import dev.kakusan.compute.Shape;
import dev.kakusan.compute.StepReport;
import dev.kakusan.compute.StepSettings;
import dev.kakusan.compute.Tensor;
import dev.kakusan.compute.TrainableDenoiser;
import dev.kakusan.compute.UNetSpec;
import dev.kakusan.random.RandomKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Three thousand steps of a U-Net whose batch goes through in parts: minutes, so run by {@code mvn
 * verify -Psoak} alone, in a heap that is resident from the start.
 */
@Tag("soak")
final class SoakTest {

  private static final Path STATUS = Path.of("/proc/self/status");

  @ParameterizedTest
  @EnumSource(names = {"FLOAT32", "BFLOAT16"})
  void threeThousandStepsLeaveResidentMemoryFlat(Arithmetic arithmetic) throws IOException {
    assumeTrue(Files.exists(STATUS), "the system does not tell a process's resident memory");
    Shape batch = Shape.of(32, 1, 28, 28);
    UNetSpec spec =
        new UNetSpec(
            batch.example(), List.of(16, 32, 64), 1, List.of(false, false, true), true, 16, 8, 1);
    int[] t = new int[32];
    Arrays.setAll(t, i -> 1 + 30 * i);
    Opening opening = new Opening("cpu", 2, Optional.of(arithmetic), true);
    try (Backend backend = new DjlBackendProvider().open(opening);
        TrainableDenoiser network =
            backend.denoiser(
                spec, OptimizerSpec.DEFAULT.with(new Muon(0.95, 2)), RandomKey.root(1))) {
      double[] values = RandomKey.root(2).gaussians(batch.size());
      long early = 0;
      for (int step = 1; step <= 3000; step++) {
        StepReport report =
            network.update(
                new StepSettings(step, 1e-3, 0.99),
                learner -> {
                  Tensor x = backend.compute().tensor(values, batch);
                  return learner.predict(x, t).minus(x).square().meanPerExample();
                });
        if (step % 10 == 0) {
          report.read();
        }
        if (step % 500 == 0) {
          System.out.printf("%s, step %d: %d MiB resident%n", arithmetic, step, resident() >> 10);
        }
        if (step == 1000) {
          early = resident();
        }
      }
      // One leaked 32x16x28x28 activation a step would be 2,000 times 1.5 MiB by now.
      assertThat(resident() - early).as("KiB grown over 2,000 steps").isLessThan(48 << 10);
    }
  }

  private static long resident() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException(STATUS + " has no VmRSS");
  }
}
