package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.compute.Backend;
import dev.kakusan.compute.BackendProvider;
import dev.kakusan.compute.Opening;
import dev.kakusan.compute.Precision;
import dev.kakusan.training.Setting;
import dev.kakusan.training.Settings;
import dev.kakusan.verify.Claim;
import dev.kakusan.verify.Claims;
import dev.kakusan.verify.Report;
import dev.kakusan.verify.Subject;
import dev.kakusan.verify.Verify;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the derivation's claims on a backend. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks every claim of the derivation: what is claimed, what was measured, the bound it must",
      "meet. Exit code 1 where a claim fails. Bounds are derived from the backend's precision, or",
      "are five standard errors; all draws have a fixed seed, so a figure can be met again."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  kakusan verify                                    on PyTorch, against plain Java",
      "  kakusan verify --backend reference                in double precision: the tightest bounds",
      "  kakusan verify --precision bfloat16               networks as such training has them",
      "  kakusan verify --list                             the claims and where they are derived",
      "  kakusan verify --claim S2,S9                      some of them",
      "  kakusan verify --claim ddim                       all whose name begins so",
      "  kakusan verify --json > verify.json"
    })
public final class VerifyCommand implements Callable<Integer> {

  /** The backend that others are compared with. */
  private static final String ORACLE = "reference";

  @Spec private CommandSpec spec = CommandSpec.create();

  private final List<Claim> known;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "what computes: see 'kakusan backends' (djl)")
  String backend = "djl";

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      description = "where it computes (the backend's first)")
  String device = "";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "processor threads of an operation (1; more only hinder such small work)")
  int threads = 1;

  @Option(
      names = "--precision",
      paramLabel = "float64|float32|tf32|bfloat16",
      description = "of the networks' products (the backend's own)")
  @Nullable String precision;

  @Option(
      names = "--force-precision",
      arity = "1",
      paramLabel = "true|false",
      description = "take bfloat16 also where this machine has no fast path for it (false)")
  boolean forcePrecision;

  @Option(
      names = "--claim",
      split = ",",
      paramLabel = "NAME",
      description = "only claims of these names, or that begin so")
  List<String> claims = List.of();

  @Option(names = "--list", description = "list the claims and check none")
  boolean list;

  @Option(names = "--json", description = "print one JSON object")
  boolean json;

  public VerifyCommand() {
    this(Claims.all());
  }

  /** A command that knows these claims. */
  VerifyCommand(List<Claim> known) {
    this.known = known;
  }

  @Override
  public Integer call() {
    List<Claim> chosen = Verify.chosen(known, claims);
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      out.print(json ? VerdictJson.listed(chosen) : VerdictTable.listed(chosen));
      out.flush();
      return 0;
    }
    if (threads < 1) {
      throw new InvalidInput("threads must be at least 1, got " + threads);
    }
    BackendProvider provider = Application.backends().named(backend);
    Arithmetic arithmetic = arithmetic(provider);
    Report report = report(provider, arithmetic, chosen);
    out.print(
        json
            ? VerdictJson.of(provider, arithmetic, report)
            : VerdictTable.of(provider, arithmetic, report));
    out.flush();
    return report.holds() ? 0 : 1;
  }

  private Arithmetic arithmetic(BackendProvider provider) {
    if (precision == null) {
      return provider.precision() == Precision.FLOAT32 ? Arithmetic.FLOAT32 : Arithmetic.FLOAT64;
    }
    return Settings.of(Map.of(Setting.PRECISION.key(), precision), "--")
        .choice(Setting.PRECISION, Arithmetic.class);
  }

  private Report report(BackendProvider provider, Arithmetic arithmetic, List<Claim> chosen) {
    BackendProvider oracle = Application.backends().named(ORACLE);
    String where = device.isEmpty() ? provider.devices().get(0) : device;
    Opening opening = new Opening(where, threads, Optional.of(arithmetic), forcePrecision);
    try (Backend subject = provider.open(opening);
        Backend compared = oracle.open(oracle.devices().get(0), 1);
        ConsoleProgress progress = new ConsoleProgress("verify")) {
      return new Verify(chosen, progress)
          .run(new Subject(subject, provider.precision(), arithmetic, compared));
    }
  }
}
