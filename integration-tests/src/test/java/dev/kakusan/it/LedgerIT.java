package dev.kakusan.it;

import static dev.kakusan.it.CommandLineProcess.succeeds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bound as a user gets it: terms in two units, by t, drawn, and beside another run's. */
final class LedgerIT {

  private static final String[] TERMS = {"prior", "denoising", "reconstruction"};

  @TempDir static Path folder;

  @BeforeAll
  static void train() {
    SmallData.csv(folder.resolve("small.csv"), 120);
    train("A", 30);
    train("B", 40);
  }

  private static void train(String run, int timesteps) {
    succeeds(
        folder,
        ("train --backend reference --network mlp --hidden 8 --steps 6 --batch-size 8 --run "
                + run
                + " --timesteps "
                + timesteps
                + " --data small.csv"
                + SmallData.CSV_OPTIONS)
            .split(" ", -1));
  }

  private static JsonNode json(String line) {
    return Runs.json(succeeds(folder, line.split(" ", -1)).out());
  }

  @Test
  void theTermsSumToTheTotalInBothUnits() {
    JsonNode ledger = json("evaluate --run A --json");
    double nats = 0;
    double bits = 0;
    for (String term : TERMS) {
      nats += ledger.get("nats").get(term).asDouble();
      bits += ledger.get(term).asDouble();
      assertThat(ledger.get("nats").get(term + "StandardError").isNumber()).as(term).isTrue();
    }
    double total = ledger.get("nats").get("total").asDouble();
    // Sums of four doubles: a few units in the last place.
    assertThat(nats).isCloseTo(total, within(1e-12 * Math.abs(total)));
    assertThat(ledger.get("natsPerExample").asDouble()).isEqualTo(total);
    assertThat(ledger.get("bitsPerDim").asDouble())
        .isCloseTo(total / (64 * Math.log(2)), within(1e-12 * Math.abs(total)))
        .isCloseTo(bits, within(1e-12 * Math.abs(total)));
    double denoising = 0;
    for (JsonNode at : ledger.get("perTimestep")) {
      denoising += at.get("t").asInt() == 1 ? 0 : at.get("nats").asDouble();
    }
    assertThat(ledger.get("perTimestep")).hasSize(30);
    assertThat(denoising)
        .as("the curve by t")
        .isCloseTo(ledger.get("nats").get("denoising").asDouble(), within(1e-9 * denoising));
  }

  @Test
  void sampledTimesAgreeWithTheExactSum() {
    JsonNode exact = json("evaluate --run A --json");
    JsonNode sampled = json("evaluate --run A --timesteps 6 --json");
    assertThat(sampled.get("protocol").get("sum").asText()).startsWith("6 strata");
    double error =
        Math.hypot(exact.get("standardError").asDouble(), sampled.get("standardError").asDouble());
    assertThat(sampled.get("bitsPerDim").asDouble())
        .isCloseTo(exact.get("bitsPerDim").asDouble(), within(5 * error));
    assertThat(json("evaluate --run A --timesteps 29 --json").get("bitsPerDim"))
        .isEqualTo(exact.get("bitsPerDim"));
  }

  @Test
  void thePlotIsWrittenBesideTheTable() throws IOException {
    String out = succeeds(folder, "evaluate", "--run", "A", "--plot", "terms.png").out();
    assertThat(out).contains("bits/dim", "nats/example", "total", "protocol");
    assertThat(ImageIO.read(folder.resolve("terms.png").toFile()).getWidth()).isEqualTo(1800);
    succeeds(folder, "evaluate", "--run", "A", "--timesteps", "4", "--plot", "terms.svg");
    assertThat(Files.readString(folder.resolve("terms.svg")))
        .contains("T = 30", "4 strata of t", "reconstruction, t = 1");
  }

  @Test
  void aRunIsComparedWithItselfAndWithAnotherChain() {
    JsonNode runs = json("compare A A B --json").get("runs");
    JsonNode same = runs.get(1);
    assertThat(same.get("comparable").asBoolean()).isTrue();
    assertThat(same.get("aboveFirst").get("bitsPerDim").asDouble()).isZero();
    assertThat(same.get("aboveFirst").get("standardError").asDouble()).isZero();
    JsonNode other = runs.get(2);
    assertThat(other.get("comparable").asBoolean()).isFalse();
    assertThat(other.get("notComparable").get(0).get("rule").asText()).isEqualTo("timesteps");
    double difference = other.get("bitsPerDim").asDouble() - same.get("bitsPerDim").asDouble();
    assertThat(other.get("aboveFirst").get("bitsPerDim").asDouble())
        .isCloseTo(difference, within(1e-9));
    assertThat(other.get("bitsPerDim"))
        .as("as evaluate says")
        .isEqualTo(json("evaluate --run B --json").get("bitsPerDim"));
    assertThat(succeeds(folder, "compare", "A", "B").out())
        .contains("settings that differ", "timesteps", "NO, see below", "not comparable: B with A");
  }
}
