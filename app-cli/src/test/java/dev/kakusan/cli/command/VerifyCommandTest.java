package dev.kakusan.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kakusan.InvalidInput;
import dev.kakusan.verify.Claim;
import dev.kakusan.verify.Finding;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class VerifyCommandTest {

  private final StringWriter out = new StringWriter();

  private int verify(VerifyCommand command, String... arguments) {
    return new CommandLine(command)
        .setOut(new PrintWriter(out))
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              throw e;
            })
        .execute(arguments);
  }

  private static Claim claim(String id, double measured) {
    return new Claim(id, "a claim", "a paper", s -> Finding.atMost(1, measured, "a figure"));
  }

  @Test
  void claimsThatHoldAreExitCode0AndATable() {
    String[] some = {"--backend", "reference", "--claim", "S2,S9"};
    assertThat(verify(new VerifyCommand(), some)).isZero();
    assertThat(out.toString().lines().filter(line -> line.contains(" ok "))).hasSize(2);
    assertThat(out.toString())
        .contains("backend reference", "double precision", "Bayes' rule", "2 claims, all hold");
  }

  @Test
  void aClaimThatFailsIsExitCode1AndTheOthersAreCheckedAllTheSame() {
    VerifyCommand command =
        new VerifyCommand(
            List.of(claim("first", 0.5), claim("second", 2), claim("third", Double.NaN)));
    assertThat(verify(command, "--backend", "reference")).isEqualTo(1);
    assertThat(out.toString()).contains("first            ok", "second           FAIL");
    assertThat(out.toString()).contains("third            FAIL", "3 claims, 2 FAILED");
  }

  @Test
  void jsonHoldsFiguresAndBounds() throws Exception {
    VerifyCommand command =
        new VerifyCommand(
            List.of(
                claim("first", 0.5),
                claim("second", Double.NaN),
                new Claim(
                    "third",
                    "a claim",
                    "a paper",
                    s -> {
                      throw new IllegalStateException("broke off");
                    })));
    assertThat(verify(command, "--backend", "reference", "--json")).isEqualTo(1);
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("holds").asBoolean()).isFalse();
    assertThat(json.get("precision").asText()).isEqualTo("FLOAT64");
    JsonNode first = json.get("claims").get(0);
    assertThat(first.get("measured").asDouble()).isEqualTo(0.5);
    assertThat(first.get("most").asDouble()).isEqualTo(1);
    assertThat(first.get("least").isNull()).isTrue();
    assertThat(first.get("holds").asBoolean()).isTrue();
    assertThat(json.get("claims").get(1).get("measured").isNull()).isTrue();
    assertThat(json.get("claims").get(2).get("exception").asText()).contains("broke off");
  }

  @Test
  void theListNamesEveryClaimAndItsSourceAndChecksNone() {
    VerifyCommand command = new VerifyCommand(List.of(claim("first", 2)));
    assertThat(verify(command, "--list")).isZero();
    assertThat(out.toString()).contains("first", "a claim", "a paper").doesNotContain("FAIL");
  }

  @Test
  void whatIsNotKnownIsRefused() {
    for (String[] arguments :
        new String[][] {
          {"--backend", "abacus"},
          {"--claim", "S99"},
          {"--threads", "0"},
          {"--backend", "reference", "--device", "gpu:7"}
        }) {
      VerifyCommand command = new VerifyCommand();
      new CommandLine(command).parseArgs(arguments);
      assertThatThrownBy(command::call).isInstanceOf(InvalidInput.class);
    }
  }
}
