package dev.kakusan.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Numbers by an implementation that is not ours, to 1e-12 relative. */
final class GoldenSchedulesTest {

  private static final Path GOLDEN = Path.of("../../shared/golden/schedules.json");

  @Test
  void bothSchedulesAgreeWithTheGoldenNumbers() throws IOException {
    assumeTrue(Files.exists(GOLDEN), "no golden numbers beside the project");
    JsonNode golden = new ObjectMapper().readTree(Files.readAllBytes(GOLDEN));
    check(golden, "linear1000", NoiseSchedules.linear(1000));
    check(golden, "cosine1000", NoiseSchedules.cosine(1000));
  }

  private static void check(JsonNode golden, String name, NoiseSchedule s) {
    JsonNode of = golden.get(name);
    compare(golden, of, "beta", s::beta);
    compare(golden, of, "abar", s::alphaBar);
    compare(golden, of, "post_var", s::posteriorVariance);
    compare(golden, of, "post_c1", s::posteriorX0);
    compare(golden, of, "post_c2", s::posteriorXt);
  }

  private static void compare(JsonNode golden, JsonNode of, String key, IntToDoubleFunction ours) {
    for (int i = 0; i < golden.get("idx").size(); i++) {
      int t = golden.get("idx").get(i).asInt() + 1;
      double expected = of.get(key).get(i).asDouble();
      assertThat(ours.applyAsDouble(t))
          .as("%s at t=%d", key, t)
          .isCloseTo(expected, withinPercentage(1e-10));
    }
  }
}
