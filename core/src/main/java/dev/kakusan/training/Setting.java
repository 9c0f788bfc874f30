package dev.kakusan.training;

import dev.kakusan.InvalidInput;
import dev.kakusan.compute.Arithmetic;
import dev.kakusan.objective.LossWeighting;
import dev.kakusan.objective.ObjectiveKind;
import dev.kakusan.objective.TimestepSampler;
import dev.kakusan.process.ReverseVariance;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Every hyper-parameter of a run: the one place where its name, kind, default and meaning stand.
 * The command line's options, the YAML's keys and a run's stored plan are made from it.
 */
public enum Setting {
  DATA(
      SettingKind.TEXT,
      "builtin:digits",
      "what to learn: a folder or a CSV file, also s3://bucket/prefix, or builtin:NAME"),
  RESIZE(SettingKind.WHOLE, "0", "bring images to this height and width; 0 leaves them"),
  HOLD_OUT(
      SettingKind.WHOLE,
      "0",
      "so many training examples, drawn at random, are kept from training and measured on in the"
          + " place of the test split"),
  SEED(SettingKind.WHOLE, "0", "of all randomness: same seed, same run"),
  STEPS(SettingKind.WHOLE, "", "length of training in steps"),
  EPOCHS(SettingKind.REAL, "", "length of training in passes over the data"),
  MINUTES(SettingKind.REAL, "", "length of training by the clock"),
  BATCH_SIZE(SettingKind.WHOLE, "64", "examples a step"),
  OBJECTIVE(
      "v",
      "what the network predicts; two-sample and posterior-mean both predict the mean",
      ObjectiveKind.values()),
  WEIGHTING(
      SettingKind.WEIGHTING,
      "simple",
      "how errors are weighed over time; hybrid is for a learned variance",
      List.of(LossWeighting.spellings())),
  SCHEDULE(
      SettingKind.TEXT,
      "cosine",
      "noise schedule: linear, cosine, or the betas themselves: 0.1,0.2,0.3"),
  TIMESTEPS(SettingKind.WHOLE, "1000", "T, the number of diffusion steps"),
  VARIANCE(
      "small",
      "of the reverse process; learned doubles the network's output",
      ReverseVariance.values()),
  TIMESTEP_SAMPLING("stratified", "how a batch's times are chosen", TimestepSampler.values()),
  NETWORK("unet", "kind of network", "unet", "mlp", "linear"),
  CHANNELS(SettingKind.WHOLES, "32,64,64", "unet: channels at each level, full size first"),
  LAYERS_PER_BLOCK(SettingKind.WHOLE, "1", "unet: residual blocks a level"),
  ATTENTION(
      SettingKind.TEXT, "last", "unet: levels that attend: none, last, all, or numbers from 0"),
  MIDDLE_ATTENTION("true", "unet: whether the middle attends", "true", "false"),
  HEAD_DIM(SettingKind.WHOLE, "32", "unet: channels of an attention head"),
  GROUPS(SettingKind.WHOLE, "8", "unet: groups of the group normalisations"),
  HIDDEN(SettingKind.WHOLES, "128,128,128", "mlp: widths of the hidden layers"),
  TIME_FEATURES(SettingKind.WHOLE, "64", "mlp, linear: sinusoids that tell the time"),
  OPTIMIZER(
      "adamw",
      "muon moves the matrices between the first layer and the last, AdamW the rest",
      "adamw",
      "muon"),
  LEARNING_RATE(SettingKind.REAL, "0.001", "of AdamW, at its highest"),
  RATE_SCHEDULE("cosine", "of the learning rate", RateSchedule.values()),
  WARMUP_STEPS(SettingKind.WHOLE, "100", "steps over which the rate rises from 0"),
  EMA(SettingKind.REAL, "0.999", "decay of the averaged weights, reached gradually"),
  CLIP_NORM(SettingKind.REAL, "1", "largest gradient norm; inf clips nothing"),
  WEIGHT_DECAY(SettingKind.REAL, "0", "decoupled from the gradients"),
  ADAM_BETA1(SettingKind.REAL, "0.9", "decay of the first moment"),
  ADAM_BETA2(SettingKind.REAL, "0.999", "decay of the second moment"),
  ADAM_EPSILON(SettingKind.REAL, "1e-8", "of AdamW"),
  MUON_FACTOR(SettingKind.REAL, "2", "the rate of Muon as a multiple of AdamW's"),
  MUON_MOMENTUM(SettingKind.REAL, "0.95", "decay of Muon's first moment"),
  CHECKPOINT_EVERY(SettingKind.WHOLE, "500", "steps between checkpoints; 0: only at the end"),
  KEEP(SettingKind.WHOLE, "0", "newest checkpoints to keep; 0 keeps all"),
  KEEP_EVERY(
      SettingKind.WHOLE, "0", "with keep: checkpoints at multiples of this step stay for ever"),
  PREVIEW_EVERY(SettingKind.WHOLE, "0", "steps between sample pictures; 0: none"),
  LOG_EVERY(SettingKind.WHOLE, "10", "steps between measurements"),
  BACKEND(SettingKind.TEXT, "djl", "what computes: see 'kakusan backends'"),
  DEVICE(SettingKind.TEXT, "cpu", "where it computes: see 'kakusan backends'"),
  THREADS(SettingKind.WHOLE, "", "processor threads; without it the backend's choice"),
  PRECISION(
      "",
      "of the network's products; without it the backend's own: djl float32, reference"
          + " float64. tf32 is for GPUs, bfloat16 for processors that have it",
      Arithmetic.values()),
  FORCE_PRECISION(
      "false", "take bfloat16 also where this machine has no fast path for it", "true", "false");

  private final SettingKind kind;
  private final String initial;
  private final String help;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> choices;

  Setting(SettingKind kind, String initial, String help) {
    this(kind, initial, help, List.of());
  }

  Setting(String initial, String help, String... choices) {
    this(SettingKind.CHOICE, initial, help, List.of(choices));
  }

  Setting(String initial, String help, Enum<?>[] choices) {
    this(SettingKind.CHOICE, initial, help, Arrays.stream(choices).map(Enum::toString).toList());
  }

  Setting(SettingKind kind, String initial, String help, List<String> choices) {
    this.kind = kind;
    this.initial = initial;
    this.help = help;
    this.choices = choices;
  }

  /** As it is written in YAML and, after two dashes, on the command line. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value where nobody says otherwise; empty where there is none. */
  public String initial() {
    return initial;
  }

  public String help() {
    return help;
  }

  /** The values it may have, or nothing where they cannot be listed. */
  public List<String> choices() {
    return choices;
  }

  /** What stands for a value in a help text. */
  public String placeholder() {
    return choices.isEmpty() ? kind.placeholder() : String.join("|", choices);
  }

  /** Length and cadence may change when a run is continued; what shapes its steps may not. */
  public boolean shapesSteps() {
    return switch (this) {
      case STEPS,
          EPOCHS,
          MINUTES,
          CHECKPOINT_EVERY,
          KEEP,
          KEEP_EVERY,
          PREVIEW_EVERY,
          LOG_EVERY,
          DEVICE,
          THREADS,
          FORCE_PRECISION ->
          false;
      default -> true;
    };
  }

  public boolean isLength() {
    return this == STEPS || this == EPOCHS || this == MINUTES;
  }

  /**
   * The value in its one canonical spelling.
   *
   * @param origin of the value, for the message: {@code --steps}, {@code my.yaml: steps}
   * @throws InvalidInput where it is none of the choices, or no number of its kind
   */
  String canonical(String value, String origin) {
    if (kind == SettingKind.CHOICE && !choices.contains(value.trim())) {
      throw new InvalidInput(
          origin + " must be one of " + String.join(", ", choices) + "; got '" + value + "'");
    }
    return kind.canonical(value.trim(), origin);
  }

  public static Optional<Setting> byKey(String key) {
    return Arrays.stream(values()).filter(s -> s.key().equals(key)).findFirst();
  }

  /** All keys, for messages. */
  public static String keys() {
    return Arrays.stream(values()).map(Setting::key).collect(Collectors.joining(", "));
  }
}
