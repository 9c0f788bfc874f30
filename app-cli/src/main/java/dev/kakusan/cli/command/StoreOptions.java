package dev.kakusan.cli.command;

import dev.kakusan.InvalidInput;
import dev.kakusan.storage.s3.S3Settings;
import dev.kakusan.storage.s3.S3Settings.Checksums;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/**
 * How locations on S3 are reached: the same for every location of a command, so each command's
 * options set what the process works with. Credentials are not among them: those come from the
 * environment or a profile, and are never shown.
 */
public final class StoreOptions {

  /** One for the process: whichever command is given sets it. */
  private static final StoreOptions GIVEN = new StoreOptions();

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "the server of s3:// locations (AWS_ENDPOINT_URL_S3, a profile's, or Amazon)")
  @Nullable String endpoint;

  @Option(
      names = "--s3-region",
      paramLabel = "NAME",
      description = "its region (AWS_REGION or the profile's)")
  @Nullable String region;

  @Option(
      names = "--s3-path-style",
      paramLabel = "true|false",
      arity = "1",
      description = "whether buckets stand in the path of a URL (true where an endpoint is given)")
  @Nullable Boolean pathStyle;

  @Option(
      names = "--s3-checksums",
      paramLabel = "WHEN",
      description =
          "when requests carry checksums of S3's own: when-required, when-supported"
              + " (when-required)")
  @Nullable String checksums;

  @Option(
      names = "--s3-connect-timeout",
      paramLabel = "SECONDS",
      description = "time for a connection to be made (5)")
  @Nullable Double connectTimeout;

  @Option(
      names = "--s3-timeout",
      paramLabel = "SECONDS",
      description = "silence after which a request is tried again (30)")
  @Nullable Double timeout;

  private StoreOptions() {}

  /** Adds the options to a command that takes locations. */
  public static void addTo(CommandLine command) {
    command.getCommandSpec().addMixin("store", CommandSpec.forAnnotatedObject(GIVEN));
  }

  /**
   * What was given on the command line.
   *
   * @throws InvalidInput for a value that is none
   */
  static S3Settings s3() {
    S3Settings usual = S3Settings.standard();
    return new S3Settings(
        GIVEN.endpoint,
        GIVEN.region,
        GIVEN.pathStyle,
        GIVEN.checksums == null ? usual.checksums() : choice(GIVEN.checksums),
        seconds("--s3-connect-timeout", GIVEN.connectTimeout, usual.connectTimeout()),
        seconds("--s3-timeout", GIVEN.timeout, usual.timeout()),
        usual.attempts());
  }

  private static Duration seconds(String option, @Nullable Double seconds, Duration usual) {
    if (seconds == null) {
      return usual;
    }
    if (!(seconds >= 0.001 && seconds <= 86_400)) {
      throw new InvalidInput(option + " must be in 0.001..86400 seconds, got " + seconds);
    }
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  private static Checksums choice(String value) {
    for (Checksums choice : Checksums.values()) {
      if (choice.toString().equals(value)) {
        return choice;
      }
    }
    throw new InvalidInput(
        "--s3-checksums must be one of when-required, when-supported; got '" + value + "'");
  }
}
